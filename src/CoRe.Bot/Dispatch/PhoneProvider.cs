using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dispatch;

/// <summary>Reaches a phone of somebody of the network. Another provider is another class.</summary>
internal interface IPhoneProvider
{
    bool IsConfigured { get; }

    /// <exception cref="OutboxException">The provider did not take it.</exception>
    Task SendSmsAsync(string number, string text, CancellationToken cancellationToken);

    /// <summary>Rings and reads <paramref name="text"/> aloud in Italian, twice.</summary>
    /// <exception cref="OutboxException">The provider did not take it.</exception>
    Task CallAsync(string number, string text, CancellationToken cancellationToken);
}

/// <summary>Twilio's REST API (version 2010-04-01): forms in, basic authentication, 201 when taken.</summary>
internal sealed class TwilioPhone(HttpClient http, IOptions<PhoneOptions> options) : IPhoneProvider
{
    public bool IsConfigured => options.Value.IsConfigured;

    public Task SendSmsAsync(string number, string text, CancellationToken cancellationToken) =>
        PostAsync("Messages.json", [new("To", number), new("From", options.Value.From), new("Body", text)], cancellationToken);

    public Task CallAsync(string number, string text, CancellationToken cancellationToken)
    {
        var said = SecurityElement.Escape(text);
        var script = $"<Response><Say language=\"it-IT\">{said}</Say><Pause length=\"1\"/><Say language=\"it-IT\">{said}</Say></Response>";
        return PostAsync("Calls.json", [new("To", number), new("From", options.Value.From), new("Twiml", script)], cancellationToken);
    }

    private async Task PostAsync(string what, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        var phone = options.Value;
        if (!phone.IsConfigured)
        {
            throw new OutboxException("delivery_not_configured", permanent: false);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(phone.Address, $"/2010-04-01/Accounts/{Uri.EscapeDataString(phone.AccountSid)}/{what}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{phone.AccountSid}:{phone.AuthToken}")));
        request.Content = new FormUrlEncodedContent(form);
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
            // The answer's own text could quote the number: only what kind of refusal it was is kept.
            throw status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? new OutboxException("server_login", permanent: false)
                : status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound ? new OutboxException("number_refused", permanent: true)
                : new OutboxException("server_busy", permanent: false);
        }
    }
}
