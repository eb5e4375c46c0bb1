using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.BotService;

/// <summary><c>POST /api/messages</c>: activities of Azure Bot Service, each with a token of the Connector. Replies go out by themselves.</summary>
internal sealed class BotServiceEndpoint(ConnectorTokens tokens, IWireInbox inbox, IOptions<BotServiceOptions> options)
{
    /// <summary>200 when it is safe; 401 without a token that holds for it; 413, 400 for what is no activity; 501 for calls; 503 when it must come again.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // The token first: what strangers send is not even read.
            if (!options.Value.IsOn || await tokens.ReadAsync(request.Headers.Authorization, cancellationToken) is not { } claims)
            {
                return TypedResults.Unauthorized();
            }

            if (await Hook.BodyAsync(request, cancellationToken) is not { } body)
            {
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            using var json = JsonDocument.Parse(WireJson.Repair(body));
            if (BotServiceReader.Read(json.RootElement) is not { } post)
            {
                return TypedResults.BadRequest();
            }

            if (!claims.Covers(post.ServiceUrl, post.ChannelId) || !Uri.TryCreate(post.ServiceUrl, UriKind.Absolute, out var replies) || !BotServiceOptions.IsSafe(replies))
            {
                return TypedResults.Unauthorized();
            }

            return await TakeAsync(post);
        }
        catch (JsonException)
        {
            return TypedResults.BadRequest();
        }
        catch (IOException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>It arrived whole: a connection that breaks in this moment must not undo it.</summary>
    private async Task<IResult> TakeAsync(BotServicePost post)
    {
        if (post.Said is { } said)
        {
            await inbox.AcceptAsync(said, CancellationToken.None);
        }
        else if (post.Kind == BotServiceKind.ShutOut)
        {
            await inbox.ShutOutAsync(BotServiceReader.Channel, post.User, CancellationToken.None);
        }

        return post.Kind == BotServiceKind.Invoke ? TypedResults.StatusCode(StatusCodes.Status501NotImplemented) : TypedResults.Ok();
    }
}
