namespace CoRe.Bot.Chat;

/// <summary>Sends a ready document in the form the browser takes.</summary>
internal sealed class ChatAnswer(ChatDocument document, string contentType) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (body, encoding) = document.For(httpContext.Request.Headers.AcceptEncoding.ToString());
        var response = httpContext.Response;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.Vary = "Accept-Encoding, Accept-Language";
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}

/// <summary>
/// What the browser may do with the page: run exactly this script and style, talk to this server only, keep nothing, be framed by
/// nobody. The script makes text nodes only, so Trusted Types may forbid every way to turn text into HTML.
/// </summary>
internal sealed class ChatPageHeaders(ChatPageFiles files) : IEndpointFilter
{
    // Every power a page can ask the phone for, and that this one never needs. Its place it may ask for: the phone itself turns it into the
    // name of a station, and only after a tap and the phone's own question.
    private const string NoPowers =
        "speaker-selection=(), accelerometer=(), ambient-light-sensor=(), autoplay=(), battery=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), "
        + "encrypted-media=(), fullscreen=(), geolocation=(self), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.HttpContext.Request);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = NoPowers;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }

    /// <summary>Older Safari does not count a socket to the same host as 'self', so the host is named; only if it is a plain one.</summary>
    private string Policy(HttpRequest request)
    {
        var host = request.Host.Value ?? "";
        var plain = host.Length > 0 && host.All(it => char.IsAsciiLetterOrDigit(it) || it is '.' or '-' or ':' or '[' or ']');
        var socket = !plain ? "" : request.IsHttps ? $" wss://{host}" : $" ws://{host} wss://{host}";
        return $"default-src 'none'; script-src {files.ScriptHash}; style-src {files.StyleHash}; img-src data:; connect-src 'self'{socket}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
    }
}
