using System.Text.Json;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>How a page or a partner's server gets a token, and keeps it alive.</summary>
internal sealed class TokenEndpoints(DirectLineTokens tokens, Gate gate, BodyReader bodies, Origins origins, StartLimiter limiter)
{
    /// <summary>POST tokens/generate, for a partner's server with the secret. Starts nothing.</summary>
    public async Task<IResult> GenerateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        gate.RequireSecret(request);
        using var body = await bodies.ReadAsync(request, cancellationToken);
        return Answer(DirectLineTokens.NewConversation(ActivityReader.UserId(body?.RootElement), locale: null));
    }

    /// <summary>POST tokens/refresh, as often as wanted while the token lives.</summary>
    public IResult Refresh(HttpRequest request) => Answer(gate.Enter(request));

    /// <summary>POST /api/chat/token, for the product's own page: no account, no cookie, no name.</summary>
    public async Task<IResult> ChatAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        origins.Require(request);
        using var body = await bodies.ReadAsync(request, cancellationToken);
        if (body is not null && body.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Refusal.BadSyntax();
        }

        limiter.Take(request.HttpContext.Connection.RemoteIpAddress);
        return Answer(DirectLineTokens.NewConversation(userId: null, ActivityReader.Locale(body?.RootElement)));
    }

    private IResult Answer(TokenClaims claims) => TypedResults.Json(
        new ConversationAnswer(claims.Conversation, tokens.IssueChat(claims), tokens.LifeSeconds), DirectLineJson.Default.ConversationAnswer);
}
