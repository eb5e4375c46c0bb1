using System.Text.Json.Serialization;

namespace CoRe.Bot.Channels.DirectLine;

// What goes over the wire, named as in the Direct Line 3.0 documents. A member that is null is left out: an answer to
// "reconnect" without a token would make Microsoft's client send "Bearer undefined" from then on, so those are required.

internal sealed record ErrorAnswer(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message);

internal sealed record ConversationAnswer(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

internal sealed record ActivityAnswer(string Id);

internal sealed record ReturnCodeAnswer(string Words, DateTimeOffset Expires);

internal sealed record SessionAnswer(string SessionId);

/// <summary>What a token says. <c>user</c> is the claim that Microsoft's clients read.</summary>
internal sealed record TokenClaims(
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("conv")] string Conversation,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("exp")] long Expires,
    [property: JsonPropertyName("loc")] string? Locale = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ActivityAnswer))]
[JsonSerializable(typeof(ReturnCodeAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(TokenClaims))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
