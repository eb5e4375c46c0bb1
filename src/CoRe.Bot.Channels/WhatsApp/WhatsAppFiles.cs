using System.Net.Http.Headers;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>Voice, pictures and files of the Cloud API: first where the file lies, then the file. The address holds for five minutes, the file for thirty days.</summary>
internal sealed class WhatsAppFiles(IHttpClientFactory clients, IOptions<WhatsAppOptions> options) : IWireFiles
{
    // Meta's houses for files; the token goes nowhere else.
    private static readonly string[] Houses = [".fbsbx.com", ".facebook.com", ".whatsapp.net"];

    public string Channel => WhatsAppReader.Channel;

    public async Task<WireFile> FetchAsync(string key, long largest, CancellationToken cancellationToken)
    {
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit))
        {
            return WireFile.Of(WireFileState.Gone);
        }

        try
        {
            using var about = await GetAsync(new Uri(options.Value.Server, $"{key}?phone_number_id={options.Value.PhoneNumberId}"), cancellationToken);
            var said = await WireFile.ReadAsync(about, 64 * 1024, cancellationToken);
            if (said.State != WireFileState.Fetched)
            {
                return said;
            }

            using var json = JsonDocument.Parse(said.Content);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("url", out var url) || !Uri.TryCreate(url.ToString(), UriKind.Absolute, out var place) || !IsMetas(place))
            {
                return WireFile.Of(WireFileState.Gone);
            }

            using var answer = await GetAsync(place, cancellationToken);
            return await WireFile.ReadAsync(answer, largest, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return WireFile.Of(WireFileState.Later);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
        // Meta gives files to known programs only.
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CoRe.Bot", "1.0"));
        return await clients.CreateClient(WhatsAppWire.ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private bool IsMetas(Uri place) => place.Authority == options.Value.Server.Authority
        || (place.Scheme == Uri.UriSchemeHttps && Houses.Any(house => place.Host.EndsWith(house, StringComparison.OrdinalIgnoreCase)));
}
