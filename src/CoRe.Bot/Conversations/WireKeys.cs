using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;

namespace CoRe.Bot.Conversations;

/// <summary>What the wires need of the keys: the signing key of web chat tokens, the same on every node.</summary>
internal sealed class WireKeys(MasterKeys masters) : IDirectLineKey
{
    public ReadOnlyMemory<byte> SigningKey { get; } = masters.Derive("direct-line-tokens");
}

/// <summary>Return words as the wires know them.</summary>
internal sealed class WireReturnCodes(ReturnCodes codes) : IReturnCodes
{
    public Task<(string Words, DateTimeOffset Expires)> IssueAsync(string conversationId, CancellationToken cancellationToken) =>
        codes.IssueAsync(new ConversationId(conversationId), cancellationToken);

    public async Task<string?> RedeemAsync(string words, CancellationToken cancellationToken) =>
        (await codes.RedeemAsync(words, cancellationToken))?.Value;
}
