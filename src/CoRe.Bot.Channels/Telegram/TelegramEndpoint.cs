using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Telegram;

/// <summary><c>POST /api/telegram</c>: updates from Telegram, proved by the secret that the webhook was set with.</summary>
internal sealed class TelegramEndpoint(TelegramReceiver receiver, IOptions<TelegramOptions> options)
{
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int LargestBody = 256 * 1024;

    /// <summary>204 when the update is safe; 401 without the secret; 413, 400 for what Telegram never sends; 503 when it must come again.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsTelegram(request))
        {
            return TypedResults.Unauthorized();
        }

        if (request.ContentLength is null or > LargestBody)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var body = new byte[(int)request.ContentLength];
        try
        {
            await request.Body.ReadExactlyAsync(body, cancellationToken);
            using var update = WireJson.Parse(body);
            await receiver.TakeAsync(TelegramReader.Read(update.RootElement), cancellationToken);
            return TypedResults.NoContent();
        }
        catch (Exception error) when (error is JsonException or EndOfStreamException)
        {
            return TypedResults.BadRequest();
        }
        catch (IOException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Both are hashed first, so that neither length nor place of a difference can be timed.
    private bool IsTelegram(HttpRequest request) => options.Value is { IsOn: true, Mode: TelegramMode.Webhook, Secret: var secret }
        && request.Headers[SecretHeader] is [{ } given]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
