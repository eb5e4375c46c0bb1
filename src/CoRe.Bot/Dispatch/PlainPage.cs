using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoRe.Bot.Dispatch;

/// <summary>
/// A page behind a link that we sent to a service: plain HTML in Italian, no script, no account. It works in the oldest browser of an office.
/// </summary>
internal static class PlainPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public const string Style = "body{font:17px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}h1{font-size:1.4rem}"
        + "dt{font-weight:600;margin-top:.6rem}dd{margin:0}label{display:block;margin:.8rem 0}input,textarea,select{font:inherit;width:100%;min-height:2.8rem;box-sizing:border-box;padding:.5rem;border:1px solid #666;border-radius:6px}"
        + "button{font:inherit;min-height:2.8rem;padding:.7rem 1rem;margin:.4rem .4rem 0 0;border-radius:8px;border:1px solid #0b5;background:#065f46;color:#fff}button.other{background:#fff;color:#1b1b1b;border-color:#666}"
        + "form+form{border-top:1px solid #999;margin-top:1.5rem}.problem{border-left:4px solid #b00020;padding-left:.6rem}"
        + "@media(prefers-color-scheme:dark){body{background:#161616;color:#f1f1f1}button.other{background:#161616;color:#f1f1f1}input,textarea,select{background:#222;color:#f1f1f1}}";

    /// <summary>Any text as it may stand in the page.</summary>
    public static string Text(string words) => Encoder.Encode(words);

    /// <summary>The whole document.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML whose texts went through <see cref="Text"/>.</param>
    public static string Whole(string title, string body) =>
        $"<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{Text(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>";

    public static ContentHttpResult Html(string html, int status = StatusCodes.Status200OK) => TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);

    /// <summary>What somebody typed, without signs that no keyboard writes.</summary>
    public static string Words(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var letter in (typed ?? "").ReplaceLineEndings("\n"))
        {
            plain.Append(char.IsControl(letter) && letter != '\n' ? ' ' : letter);
        }

        return plain.ToString().Trim();
    }
}

/// <summary>What a browser may do with the page: show it and send its form back to us.</summary>
internal sealed class PlainPageHeaders : IEndpointFilter
{
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PlainPage.Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        return next(context);
    }
}
