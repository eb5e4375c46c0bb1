using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>
/// A request that is not taken. Codes are stable and for machines; messages are fixed sentences of ours, so that nothing of
/// the request ever comes back in them.
/// </summary>
internal sealed class Refusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; private init; }

    public static Refusal BadSyntax() => new(400, "BadSyntax", "The body is not JSON of the accepted shape.");

    public static Refusal BadArgument(string sentence) => new(400, "BadArgument", sentence);

    public static Refusal NoToken() => new(401, "Unauthorized", "The Authorization header is missing or malformed.");

    public static Refusal TokenExpired() => new(403, "TokenExpired", "The token has expired.");

    public static Refusal Forbidden() => new(403, "Forbidden", "The token does not allow this.");

    public static Refusal Origin() => new(403, "OriginNotTrusted", "This site is not in DirectLine:TrustedOrigins.");

    public static Refusal NoSecret() => new(403, "SecretNotConfigured", "Tokens by secret are switched off: DirectLine:Secret is not set.");

    public static Refusal NotFound() => new(404, "NotFound", "There is no such conversation or address.");

    public static Refusal TooLarge() => new(413, "MessageSizeTooBig", "The body is larger than the limit.");

    public static Refusal MediaType() => new(415, "UnsupportedMediaType", "The body must be JSON in UTF-8 and not compressed.");

    public static Refusal Uploads() => new(415, "UploadsNotTaken",
        "Files are not taken here: a picture or recording could put a young person at risk. Please write, or ask for a person.");

    public static Refusal TooMany(TimeSpan retryAfter) =>
        new(429, "TooManyRequests", "Too many new conversations from one address. Try again shortly.") { RetryAfter = retryAfter };

    public static Refusal NotStored() => new(503, "NotStored", "Nothing was stored. Send it again with the same clientActivityID.");

    public static Refusal Unexpected() => new(500, "ServiceError", "The server could not do this.");

    /// <summary>Writes the refusal in the shape of the Direct Line documents.</summary>
    public IResult ToResult(HttpContext context)
    {
        if (Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return TypedResults.Json(new ErrorAnswer(new ErrorBody(Code, Message)), DirectLineJson.Default.ErrorAnswer, statusCode: Status);
    }
}
