using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine.Stream;

/// <summary>
/// GET conversations/{id}/stream: the WebSocket. A second one for the same conversation is welcome (two tabs, or a phone
/// whose first connection has not died yet): each follows by its own watermark.
/// </summary>
internal sealed class StreamEndpoint(IConversationAccess conversations, DirectLineTokens tokens, Origins origins,
    IOptions<DirectLineOptions> options, TimeProvider time, IHostApplicationLifetime host)
{
    public async Task<IResult> FollowAsync(string id, HttpContext http, string? watermark, string? t, CancellationToken cancellationToken)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw Refusal.BadArgument("This address is a WebSocket.");
        }

        origins.Require(http.Request);
        var claims = tokens.ReadStream(t ?? throw Refusal.NoToken());
        if (!string.Equals(claims.Conversation, id, StringComparison.Ordinal))
        {
            throw Refusal.Forbidden();
        }

        var after = Wire.Watermark(watermark);
        if (!await conversations.ExistsAsync(id, cancellationToken))
        {
            throw Refusal.NotFound();
        }

        var keepAlive = TimeSpan.FromSeconds(options.Value.KeepAliveSeconds);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = keepAlive, KeepAliveTimeout = keepAlive });
        var stream = new StreamSocket(socket, time, keepAlive, TimeSpan.FromSeconds(options.Value.SlowClientSeconds));
        await stream.RunAsync(token => conversations.FollowAsync(id, after, token), host.ApplicationStopping, cancellationToken);
        return TypedResults.Empty;
    }
}
