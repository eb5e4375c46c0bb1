using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Starting a conversation and coming back to it.</summary>
internal sealed class ConversationEndpoints(IConversationAccess conversations, DirectLineTokens tokens, Gate gate, BodyReader bodies)
{
    /// <summary>How many lines are read at once.</summary>
    public const int Page = 100;

    /// <summary>
    /// POST conversations. Answered as soon as the conversation is stored, before the bot's turn: Microsoft's client gives up
    /// for good when a start fails, so a start must not depend on anything slow.
    /// </summary>
    public async Task<IResult> StartAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var withSecret = gate.HasSecret(http.Request);
        var ticket = withSecret ? null : gate.Enter(http.Request);
        using var body = await bodies.ReadAsync(http.Request, cancellationToken);
        var claims = ticket ?? DirectLineTokens.NewConversation(ActivityReader.UserId(body?.RootElement), locale: null);
        var locale = ActivityReader.Locale(body?.RootElement) ?? claims.Locale;

        var started = await conversations.StartAsync(Wire.ChannelId, claims.Conversation, claims.User, locale, cancellationToken);
        if (!started && !await conversations.ExistsAsync(claims.Conversation, cancellationToken))
        {
            throw Refusal.NotFound();
        }

        return Answer(http.Request, claims, after: 0, started ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>GET conversations/{id}: a fresh stream address after the old stream broke, and a fresh token with it.</summary>
    public async Task<IResult> ReconnectAsync(string id, HttpContext http, string? watermark, CancellationToken cancellationToken)
    {
        var claims = gate.Enter(http.Request, id);
        if (!await conversations.ExistsAsync(id, cancellationToken))
        {
            throw Refusal.NotFound();
        }

        // The documents: no watermark at all means only what comes from now on. Present but empty means from the start.
        var after = watermark is null ? await LastNumberAsync(id, cancellationToken) : Wire.Watermark(watermark);
        return Answer(http.Request, claims, after, StatusCodes.Status200OK);
    }

    private async Task<long> LastNumberAsync(string id, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (await conversations.ReadAsync(id, last, Page, cancellationToken) is { Count: > 0 } lines)
        {
            last = lines[^1].Number ?? throw new InvalidOperationException("A stored line has no number.");
        }

        return last;
    }

    private IResult Answer(HttpRequest request, TokenClaims claims, long after, int status)
    {
        var prefix = request.Path.StartsWithSegments("/v3", StringComparison.OrdinalIgnoreCase)
            ? DirectLineSetup.VersionedPrefix : DirectLineSetup.Prefix;
        var streamUrl = Wire.StreamUrl(request, prefix, claims.Conversation, after, tokens.IssueStream(claims));
        var answer = new ConversationAnswer(claims.Conversation, tokens.IssueChat(claims), tokens.LifeSeconds, streamUrl);
        return TypedResults.Json(answer, DirectLineJson.Default.ConversationAnswer, statusCode: status);
    }
}
