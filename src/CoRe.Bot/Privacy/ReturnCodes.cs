using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Privacy;

/// <summary>
/// Three everyday words that lead back to a conversation from any phone. Shown once; only a slow, peppered hash is stored;
/// one code a conversation, good for one use, expiring. Guessing is held down by the endpoint's limits.
/// </summary>
internal sealed class ReturnCodes(MasterKeys masters, ICommitter committer, ICoreDb database, IOptions<PrivacyOptions> options, TimeProvider time)
{
    public const int WordCount = 3;
    private const int Rounds = 100_000;
    private readonly byte[] _pepper = masters.Derive("return-codes");

    public static IReadOnlyList<string> Words { get; } = ReadWords();

    /// <summary>A new code; the conversation's earlier one dies. Null when the conversation is gone.</summary>
    public async Task<(string Words, DateTimeOffset Expires)> IssueAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        var words = string.Join(' ', Enumerable.Range(0, WordCount).Select(_ => Words[RandomNumberGenerator.GetInt32(Words.Count)]));
        var expires = time.GetUtcNow() + TimeSpan.FromHours(options.Value.ReturnCodeHours);
        await committer.CommitAsync([new IssueReturnCode(conversation, Hash(words), expires)], cancellationToken);
        return (words, expires);
    }

    /// <summary>The conversation behind the words, which are used up by it; null for a wrong, used or expired code.</summary>
    public async Task<ConversationId?> RedeemAsync(string words, CancellationToken cancellationToken)
    {
        // Hashed also when it cannot be a code, so that the answer takes the same time.
        var hash = Hash(Normalise(words));
        await using var db = database.Open();
        var row = await db.ReturnCodes.AsNoTracking().FirstOrDefaultAsync(r => r.Hash == hash, cancellationToken);
        if (row is null || row.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        try
        {
            await committer.CommitAsync([new UseReturnCode(hash)], cancellationToken);
            return new ConversationId(row.ConversationId);
        }
        catch (StaleWriteException)
        {
            return null;
        }
    }

    /// <summary>Lower case, one space, letters only: a hurried thumb on a borrowed phone still gets in.</summary>
    internal static string Normalise(string words)
    {
        var kept = new StringBuilder();
        foreach (var letter in words.Take(64))
        {
            var lower = char.ToLowerInvariant(letter);
            if (char.IsAsciiLetter(lower))
            {
                kept.Append(lower);
            }
            else if (kept.Length > 0 && kept[^1] != ' ')
            {
                kept.Append(' ');
            }
        }

        return kept.ToString().TrimEnd();
    }

    private byte[] Hash(string words) => Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(words), _pepper, Rounds, HashAlgorithmName.SHA256, 32);

    private static string[] ReadWords()
    {
        using var stream = typeof(ReturnCodes).Assembly.GetManifestResourceStream("CoRe.Bot.Privacy.Data.return-words.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}

/// <summary>Stores the hash of a new code and drops the conversation's old one.</summary>
internal sealed record IssueReturnCode(ConversationId Conversation, byte[] Hash, DateTimeOffset ExpiresAt) : IChange;

/// <summary>Uses a code up; stale when somebody was first.</summary>
internal sealed record UseReturnCode(byte[] Hash) : IChange;

internal sealed class IssueReturnCodeWriter : ChangeWriter<IssueReturnCode>
{
    protected override async Task WriteAsync(IssueReturnCode change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.ExecuteAsync("DELETE FROM return_codes WHERE conversation_id = @c OR expires_at <= @now",
            [("@c", change.Conversation.Value), ("@now", scope.Now.Stored())], cancellationToken);
        scope.Db.ReturnCodes.Add(new ReturnCodeRow { Hash = change.Hash, ConversationId = change.Conversation.Value, ExpiresAt = change.ExpiresAt });
    }
}

internal sealed class UseReturnCodeWriter : ChangeWriter<UseReturnCode>
{
    protected override async Task WriteAsync(UseReturnCode change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.ExecuteAsync("DELETE FROM return_codes WHERE hash = @h", [("@h", change.Hash)], cancellationToken) == 0)
        {
            throw new StaleWriteException("code is used");
        }
    }
}
