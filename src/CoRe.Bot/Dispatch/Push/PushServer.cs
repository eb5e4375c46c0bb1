using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dispatch.Push;

/// <summary>
/// Hands a message to the push service of a browser's maker (RFC 8030), signed as this site (VAPID, RFC 8292). The service learns that
/// this browser is told something now, and nothing else.
/// </summary>
internal sealed class PushServer(HttpClient http, IOptions<PushOptions> options, IOptions<SiteOptions> site, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>An alert that is older than this helps nobody; the ladder has gone on.</summary>
    private const int SecondsToLive = 600;

    /// <summary>Whether this browser still listens. False: forget it.</summary>
    /// <exception cref="OutboxException">Not taken; trying again may help.</exception>
    public async Task<bool> PushAsync(PushBrowser browser, ECDsa identity, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken)
    {
        if (!options.Value.Allows(browser.Endpoint))
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, browser.Endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("vapid", $"t={Token(browser.Endpoint, identity)}, k={Base64Url.EncodeToString(PushEncryption.Point(identity))}");
        request.Headers.Add("TTL", SecondsToLive.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", "high");
        request.Content = new ByteArrayContent(PushEncryption.Encrypt(browser, plain.Span));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        HttpStatusCode status;
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            status = answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new OutboxException("server_unreachable", permanent: false);
        }

        return (int)status switch
        {
            >= 200 and <= 299 => true,
            404 or 410 => false,
            _ => throw new OutboxException("push_refused", permanent: false),
        };
    }

    /// <summary>A JWT (ES256) for the origin of the push service and for half a day.</summary>
    private string Token(Uri endpoint, ECDsa identity)
    {
        var subject = site.Value.Address is { } address ? $",\"sub\":\"{address.GetLeftPart(UriPartial.Authority)}\"" : "";
        var claims = $"{{\"aud\":\"{endpoint.GetLeftPart(UriPartial.Authority)}\",\"exp\":{(time.GetUtcNow() + Life).ToUnixTimeSeconds()}{subject}}}";
        var signed = $"{Base64Url.EncodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(identity.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
