using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>
/// Which pages may talk to us. WebSockets know no CORS, so a hostile page could open one in the visitor's browser; the
/// browser names the page in Origin. No Origin means no browser page, and the token alone decides.
/// </summary>
internal sealed class Origins(IOptions<DirectLineOptions> options)
{
    public void Require(HttpRequest request)
    {
        if (!IsTrusted(request))
        {
            throw Refusal.Origin();
        }
    }

    private bool IsTrusted(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return true;
        }

        return request.Headers.Origin is [{ } origin]
            && (IsOwn(origin, request) || options.Value.TrustedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate($"{uri.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
        && string.Equals(uri.Authority, own.Authority, StringComparison.OrdinalIgnoreCase)

        // A proxy may have taken off the TLS; a page over plain http never stands beside an https server.
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !request.IsHttps));
}
