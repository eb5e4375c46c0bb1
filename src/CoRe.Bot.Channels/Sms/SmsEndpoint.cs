using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.Sms;

/// <summary><c>POST /api/sms</c>: messages that people sent, signed by the provider. The answer is empty; replies go out by themselves.</summary>
internal sealed class SmsEndpoint(ISmsProvider provider, IWireInbox inbox)
{
    private const int LargestBody = 64 * 1024;

    /// <summary>204 when it is safe; 401 unsigned; 413, 400 for what the provider never sends; 503 when it must come again.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > LargestBody)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!request.HasFormContentType)
        {
            return TypedResults.Unauthorized();
        }

        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            if (!provider.IsSigned(request, form))
            {
                return TypedResults.Unauthorized();
            }

            var said = provider.Read(form, out var optOut);
            if (said is not null)
            {
                await inbox.AcceptAsync(said, CancellationToken.None);
            }

            if (said is not null && optOut)
            {
                // After the words: they are heard and screened like any, but whoever wrote is not answered any more.
                await inbox.ShutOutAsync(said.Channel, said.User, CancellationToken.None);
            }

            return TypedResults.NoContent();
        }
        catch (InvalidDataException)
        {
            return TypedResults.BadRequest();
        }
        catch (IOException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
