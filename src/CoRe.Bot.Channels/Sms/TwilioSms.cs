using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Sms;

/// <summary>Twilio: forms in, signed over address and fields; REST out (version 2010-04-01).</summary>
internal sealed class TwilioSms(IHttpClientFactory clients, IOptions<SmsOptions> options) : ISmsProvider
{
    public const string ClientName = "sms";
    public const string SignatureHeader = "X-Twilio-Signature";

    // Words that carriers everywhere understand as "no more messages"; other words for stopping are the dialogs'.
    private static readonly string[] OptOuts = ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "OPTOUT", "ARRET", "ARRÊT"];

    public bool IsSigned(HttpRequest request, IFormCollection form)
    {
        var settings = options.Value;
        return settings.IsOn && request.Headers[SignatureHeader] is [{ Length: > 0 } given]
            && Addresses(settings.Webhook!, request.QueryString.Value ?? "").Any(address => Hook.Same(given, Sign(settings.Token, address, form)));
    }

    public WireEvent? Read(IFormCollection form, out bool optOut)
    {
        var (from, sid, text) = (form["From"].ToString(), form["MessageSid"].ToString(), form["Body"].ToString());
        optOut = form["OptOutType"] == "STOP" || OptOuts.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);
        if (from is not ['+', _, ..] || sid.Length == 0)
        {
            // A service's short message, or a state of ours.
            return null;
        }

        var media = form["NumMedia"] is [{ } count] && count != "0" ? form["MediaContentType0"].ToString() is { Length: > 0 } kind ? kind : "application/octet-stream" : null;
        return text.Length == 0 && media is null ? null : new WireEvent(SmsWire.ChannelId, from, sid, null, text.Length == 0 ? null : text, Media: media);
    }

    public async Task<WireOutcome> SendAsync(string number, string text, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Server, $"/2010-04-01/Accounts/{settings.AccountSid}/Messages.json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.Token}")));
        request.Content = new FormUrlEncodedContent([new("To", number), new("From", settings.From), new("Body", text)]);
        try
        {
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? WireOutcome.Sent : Of(answer.StatusCode, Code(await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    /// <summary>Base64 HMAC-SHA1 over the address and every field's name and value, sorted by name.</summary>
    internal static string Sign(string token, string address, IFormCollection form)
    {
        var said = new StringBuilder(address);
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
            {
                said.Append(name).Append(value);
            }
        }

#pragma warning disable CA5350 // The provider's choice; HMAC stands also where SHA-1 alone does not.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(said.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Proxies differ in whether they name the standard port.</summary>
    private static string[] Addresses(Uri webhook, string query)
    {
        var path = webhook.GetComponents(UriComponents.Path, UriFormat.UriEscaped);
        var own = webhook.Query.Length > 0 ? webhook.Query : query;
        return [$"{webhook.Scheme}://{webhook.Authority}/{path}{own}", $"{webhook.Scheme}://{webhook.Host}:{webhook.Port}/{path}{own}"];
    }

    /// <summary>Codes: twilio.com/docs/api/errors.</summary>
    private static WireOutcome Of(HttpStatusCode status, int code) => (status, code) switch
    {
        (HttpStatusCode.TooManyRequests, _) or (_, 20429 or 14107) => new(WireResult.Later, "slow_down", TimeSpan.FromSeconds(2)),
        (_, 21610) => new(WireResult.ShutOut, "opted_out"),
        (_, 21211 or 21614 or 21408) => new(WireResult.ShutOut, "number_refused"),
        (HttpStatusCode.BadRequest, _) => new(WireResult.Refused, "bad_request"),
        _ => new(WireResult.Later, "refused"),
    };

    private static int Code(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body)?["code"]?.GetValue<int>() ?? 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }
}
