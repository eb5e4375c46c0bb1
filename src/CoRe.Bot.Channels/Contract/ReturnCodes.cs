namespace CoRe.Bot.Channels.Contract;

/// <summary>Words that lead a person back to a conversation from any phone, kept by the host.</summary>
public interface IReturnCodes
{
    /// <summary>New words for a conversation; earlier ones die. To be shown once and never stored by the wire.</summary>
    Task<(string Words, DateTimeOffset Expires)> IssueAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>The conversation behind the words, which are used up; null for wrong, used or expired ones.</summary>
    Task<string?> RedeemAsync(string words, CancellationToken cancellationToken);
}
