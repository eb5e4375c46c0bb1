using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary><c>/api/whatsapp</c>: Meta's handshake and its signed posts.</summary>
internal sealed class WhatsAppEndpoint(IWireInbox inbox, IOptions<WhatsAppOptions> options, TimeProvider time)
{
    public IResult Verify(HttpRequest request) => Hook.Handshake(request, options.Value.IsOn ? options.Value.VerifyToken : "");

    /// <summary>200 when everything in it is safe; 401 unsigned; 413, 400 for what Meta never sends; 503 when it must come again.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (await Hook.BodyAsync(request, cancellationToken) is not { } body)
            {
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            if (!options.Value.IsOn || !HubSignature.IsSigned(options.Value.AppSecret, body, request.Headers[HubSignature.Header]))
            {
                return TypedResults.Unauthorized();
            }

            using var post = WireJson.Parse(body);
            foreach (var said in WhatsAppReader.Read(post.RootElement, options.Value.PhoneNumberId, time.GetUtcNow()))
            {
                // It arrived whole: a connection that breaks in this moment must not undo it.
                await inbox.AcceptAsync(said, CancellationToken.None);
            }

            foreach (var (user, unreachable) in WhatsAppReader.ReadFailures(post.RootElement, options.Value.PhoneNumberId))
            {
                await (unreachable ? inbox.ShutOutAsync(WhatsAppReader.Channel, user, CancellationToken.None) : inbox.UndeliveredAsync(WhatsAppReader.Channel, user, CancellationToken.None));
            }

            return TypedResults.Ok();
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
}
