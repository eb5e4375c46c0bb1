using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Dispatch;

/// <summary>
/// Posts JSON to a machine of somebody who shares a secret with us. The header <c>X-CoRe-Signature: t=…,v1=…</c> carries the
/// moment (Unix seconds) and the HMAC-SHA256, in hex, of <c>t.body</c>; <c>Idempotency-Key</c> is the same at every try.
/// </summary>
internal sealed class SignedHook(HttpClient http, TimeProvider time)
{
    public const string SignatureHeader = "X-CoRe-Signature";

    /// <exception cref="OutboxException">Not taken: anything but an answer of the two hundreds.</exception>
    public async Task PostAsync(Uri address, string secret, string idempotencyKey, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add(SignatureHeader, Sign(secret, time.GetUtcNow(), json.Span));
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Content = new ReadOnlyMemoryContent(json);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        HttpStatusCode status;
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            status = answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new OutboxException("server_unreachable", permanent: false);
        }

        if ((int)status is < 200 or > 299)
        {
            throw new OutboxException(status == HttpStatusCode.Gone ? "hook_gone" : "hook_refused", permanent: status == HttpStatusCode.Gone);
        }
    }

    /// <summary>How far the moment in a signature may lie from ours: an old call cannot be played again later.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <summary>Whether the call was signed with the secret, lately.</summary>
    public static bool IsSigned(string secret, string? header, DateTimeOffset now, ReadOnlySpan<byte> body) =>
        header is { Length: < 200 } && header.StartsWith("t=", StringComparison.Ordinal)
        && long.TryParse(header.AsSpan(2, Math.Max(0, header.IndexOf(',', StringComparison.Ordinal) - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
        && Math.Abs(now.ToUnixTimeSeconds() - moment) <= (long)Leeway.TotalSeconds
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(secret, DateTimeOffset.FromUnixTimeSeconds(moment), body)), Encoding.UTF8.GetBytes(header));

    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var moment = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(moment + "."), .. body];
        return $"t={moment},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
