using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>The page's way back: words for this conversation, and a token for the words.</summary>
internal sealed class ReturnEndpoints(IReturnCodes codes, IConversationAccess conversations, DirectLineTokens tokens, Gate gate, BodyReader bodies,
    Origins origins, ReturnLimiter limiter)
{
    private const int LongestWords = 200;

    /// <summary>POST /api/chat/return-code, with the conversation's token.</summary>
    public async Task<IResult> IssueAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var claims = gate.Enter(request);
        if (!await conversations.ExistsAsync(claims.Conversation, cancellationToken))
        {
            throw Refusal.NotFound();
        }

        var (words, expires) = await codes.IssueAsync(claims.Conversation, cancellationToken);
        return TypedResults.Json(new ReturnCodeAnswer(words, expires), DirectLineJson.Default.ReturnCodeAnswer);
    }

    /// <summary>POST /api/chat/resume. Wrong, used, expired and erased look the same from outside.</summary>
    public async Task<IResult> ResumeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        origins.Require(request);
        using var body = await bodies.ReadAsync(request, cancellationToken);
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("words", out var value)
            || value.ValueKind != JsonValueKind.String || WireJsonText(value) is not { Length: > 0 and <= LongestWords } words)
        {
            throw Refusal.BadArgument("The body must be {\"words\":\"...\"}.");
        }

        limiter.Take(request.HttpContext.Connection.RemoteIpAddress);
        if (await codes.RedeemAsync(words, cancellationToken) is not { } conversation || !await conversations.ExistsAsync(conversation, cancellationToken))
        {
            throw Refusal.NotFound();
        }

        var claims = DirectLineTokens.NewConversation(userId: null, locale: null) with { Conversation = conversation };
        return TypedResults.Json(new ConversationAnswer(conversation, tokens.IssueChat(claims), tokens.LifeSeconds), DirectLineJson.Default.ConversationAnswer);
    }

    /// <summary>Null for text that is no text (lone surrogates): it cannot be a code.</summary>
    private static string? WireJsonText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
