using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Reads a JSON body within bounds. Says only that it does not fit, never what stood in it.</summary>
internal sealed class BodyReader(IOptions<DirectLineOptions> options)
{
    /// <summary>The body; null when there is none.</summary>
    public async Task<JsonDocument?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        CheckMediaType(request);
        if (request.ContentLength > options.Value.MaxBodyBytes)
        {
            throw Refusal.TooLarge();
        }

        var bytes = await ReadCappedAsync(request, cancellationToken);
        if (bytes.Length == 0)
        {
            return null;
        }

        try
        {
            return WireJson.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (JsonException)
        {
            throw Refusal.BadSyntax();
        }
    }

    private static void CheckMediaType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
        {
            throw Refusal.MediaType();
        }

        if (string.IsNullOrEmpty(request.ContentType))
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            || !(type.Charset.Length == 0 || type.Charset.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw Refusal.MediaType();
        }
    }

    private async Task<MemoryStream> ReadCappedAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxBodyBytes;

        // Kestrel then cuts a longer body by itself instead of draining it for us.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit + 1;
        }

        var body = new MemoryStream((int)(request.ContentLength ?? 512));
        var buffer = new byte[4096];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit)
            {
                throw Refusal.TooLarge();
            }
        }

        return body;
    }
}
