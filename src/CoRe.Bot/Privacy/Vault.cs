using System.Security.Cryptography;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CoRe.Bot.Privacy;

/// <summary>Makes, wraps and finds the data keys of conversations. An erased conversation has none.</summary>
internal sealed class Vault(MasterKeys masters) : IDisposable
{
    // Opened keys of conversations in use. Small, short-lived, emptied by erasure.
    private readonly MemoryCache _open = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>For what goes out without belonging to a talk. Never for words of people: it outlives every erasure.</summary>
    public DataKey House { get; } = new(masters.Derive("house"));

    public (DataKey Key, ConversationKeyRow Row) Create(ConversationId conversation)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var version = masters.CurrentVersion;
        var wrapped = new DataKey(masters.Key(version)).Seal("conversation_keys", "wrapped_key", Place(conversation, version), key);
        var row = new ConversationKeyRow { ConversationId = conversation.Value, MasterVersion = version, WrappedKey = wrapped };
        return (new DataKey(key), row);
    }

    /// <summary>The conversation's key, or null when there is no such conversation or it was erased.</summary>
    public async ValueTask<DataKey?> KeyOfAsync(CoreDbContext db, ConversationId conversation, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(conversation.Value, out DataKey? known))
        {
            return known;
        }

        var row = await db.ConversationKeys.AsNoTracking().FirstOrDefaultAsync(k => k.ConversationId == conversation.Value, cancellationToken);
        return row is null ? null : Remember(conversation, Unwrap(row));
    }

    public DataKey Remember(ConversationId conversation, DataKey key) =>
        _open.Set(conversation.Value, key, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });

    public void Forget(ConversationId conversation) => _open.Remove(conversation.Value);

    public void Dispose() => _open.Dispose();

    private DataKey Unwrap(ConversationKeyRow row) => new(new DataKey(masters.Key(row.MasterVersion))
        .Open("conversation_keys", "wrapped_key", Place(new ConversationId(row.ConversationId), row.MasterVersion), row.WrappedKey));

    private static string Place(ConversationId conversation, int version) => $"{conversation}|{version}";
}
