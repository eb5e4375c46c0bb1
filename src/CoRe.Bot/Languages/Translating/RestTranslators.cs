using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CoRe.Bot.Facts;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Languages.Translating;

/// <summary>Posts JSON and reads JSON; every failure becomes a code.</summary>
internal abstract class RestTranslator(HttpClient http)
{
    protected async Task<JsonDocument> PostAsync(Uri address, byte[] json, Action<HttpRequestHeaders> sign, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(json) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            sign(request.Headers);
            using var answer = await http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new TranslatorException((int)answer.StatusCode is 401 or 403 ? "login" : (int)answer.StatusCode == 429 ? "too_many" : "refused");
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TranslatorException(error is JsonException ? "not_understood" : "unreachable");
        }
    }

    protected static LocaleTag? Tag(string? tag) => tag is { Length: > 1 } ? new LocaleTag(tag.Split('-')[0]) : null;

    protected static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}

/// <summary>Azure Translator: <c>POST /translate?api-version=3.0&amp;to=it</c> with <c>[{"Text": "…"}]</c>.</summary>
internal sealed class AzureTranslator(HttpClient http, IOptions<TranslatorOptions> options) : RestTranslator(http), ITranslator
{
    public string? Engine => "Azure";

    public async Task<Translation> TranslateAsync(string words, LocaleTag? from, LocaleTag to, CancellationToken cancellationToken)
    {
        var source = from is { } known ? $"&from={Uri.EscapeDataString(Azure(known))}" : "";
        var address = new Uri(options.Value.Address!, $"/translate?api-version=3.0&to={Uri.EscapeDataString(Azure(to))}{source}");
        var json = Json(writer =>
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("Text", words);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
        using var answer = await PostAsync(address, json, Sign, cancellationToken);
        if (answer.RootElement is not { ValueKind: JsonValueKind.Array } all || all.GetArrayLength() == 0 || !all[0].TryGetProperty("translations", out var made)
            || made.ValueKind != JsonValueKind.Array || made.GetArrayLength() == 0 || !made[0].TryGetProperty("text", out var text) || text.GetString() is not { } said)
        {
            throw new TranslatorException("not_understood");
        }

        var found = all[0].TryGetProperty("detectedLanguage", out var detected) && detected.TryGetProperty("language", out var language) ? Tag(language.GetString()) : from;
        return new Translation(new PersonText(said), found, Engine!);
    }

    private void Sign(HttpRequestHeaders headers)
    {
        headers.Add("Ocp-Apim-Subscription-Key", options.Value.Key);
        if (options.Value.Region.Length > 0)
        {
            headers.Add("Ocp-Apim-Subscription-Region", options.Value.Region);
        }
    }

    private static string Azure(LocaleTag tag) => tag.Value switch { "zh" => "zh-Hans", var other => other };
}

/// <summary>LibreTranslate: <c>POST /translate</c> with <c>q</c>, <c>source</c>, <c>target</c>.</summary>
internal sealed class LibreTranslator(HttpClient http, IOptions<TranslatorOptions> options) : RestTranslator(http), ITranslator
{
    public string? Engine => "LibreTranslate";

    public async Task<Translation> TranslateAsync(string words, LocaleTag? from, LocaleTag to, CancellationToken cancellationToken)
    {
        var json = Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("q", words);
            writer.WriteString("source", from?.Value ?? "auto");
            writer.WriteString("target", to.Value);
            writer.WriteString("format", "text");
            if (options.Value.Key.Length > 0)
            {
                writer.WriteString("api_key", options.Value.Key);
            }

            writer.WriteEndObject();
        });
        using var answer = await PostAsync(new Uri(options.Value.Address!, "/translate"), json, static _ => { }, cancellationToken);
        if (answer.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("translatedText", out var text) || text.GetString() is not { } said)
        {
            throw new TranslatorException("not_understood");
        }

        var found = root.TryGetProperty("detectedLanguage", out var detected) && detected.ValueKind == JsonValueKind.Object && detected.TryGetProperty("language", out var language) ? Tag(language.GetString()) : from;
        return new Translation(new PersonText(said), found, Engine!);
    }
}
