using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators;

/// <summary>
/// A line of the audit trail, written in the commit of the thing it tells of. Ids and codes only, never words of people.
/// </summary>
internal sealed record Audited(OperatorId Actor, string Action, string Object) : IChange;

/// <summary>What the check of the chain found. <paramref name="FirstBad"/> is null when every line is the one that was written.</summary>
internal sealed record AuditVerdict(long Lines, long? FirstBad);

/// <summary>Who did what. Each line is chained to the one before by a keyed hash, so that a change, a cut or a swap shows.</summary>
internal sealed class AuditTrail(ICoreDb database, MasterKeys masters)
{
    private static readonly byte[] Beginning = new byte[32];
    private readonly byte[] _key = masters.Derive("audit");

    public byte[] Hash(AuditRow row)
    {
        using var canonical = new MemoryStream();
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[row.Seq, row.At.UtcTicks])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            canonical.Write(number);
        }

        // Lengths first: "ab"+"c" must not hash like "a"+"bc".
        foreach (var part in (ReadOnlySpan<byte[]>)[Encoding.UTF8.GetBytes(row.Actor), Encoding.UTF8.GetBytes(row.Action), Encoding.UTF8.GetBytes(row.Object), row.PreviousHash])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, part.Length);
            canonical.Write(number);
            canonical.Write(part);
        }

        return HMACSHA256.HashData(_key, canonical.GetBuffer().AsSpan(0, (int)canonical.Length));
    }

    public AuditRow Next(AuditRow? last, Audited change, DateTimeOffset now)
    {
        var row = new AuditRow
        {
            Seq = (last?.Seq ?? 0) + 1, At = now, Actor = change.Actor.Value, Action = change.Action, Object = change.Object,
            PreviousHash = last?.Hash ?? Beginning, Hash = [],
        };
        row.Hash = Hash(row);
        return row;
    }

    /// <summary>Walks the whole chain. A cut at the end shows only against a head that was kept elsewhere.</summary>
    public async Task<AuditVerdict> VerifyAsync(AuditHead? knownHead, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var (expected, previous) = (1L, Beginning);
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(a => a.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var whole = row.Seq == expected && Same(row.PreviousHash, previous) && Same(row.Hash, Hash(row))
                && (knownHead?.Seq != row.Seq || Same(row.Hash, knownHead.Hash));
            if (!whole)
            {
                return new AuditVerdict(expected - 1, Math.Min(expected, row.Seq));
            }

            (expected, previous) = (expected + 1, row.Hash);
        }

        return new AuditVerdict(expected - 1, knownHead is not null && knownHead.Seq >= expected ? expected : null);
    }

    /// <summary>The newest line's place and hash, to be kept outside this machine.</summary>
    public async Task<AuditHead?> HeadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Audit.AsNoTracking().OrderByDescending(a => a.Seq).Select(a => new AuditHead(a.Seq, a.Hash)).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<AuditRow>> LatestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Audit.AsNoTracking().OrderByDescending(a => a.Seq).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>How often somebody did something since a time; reading many cases shows here.</summary>
    public async Task<int> CountAsync(OperatorId actor, string action, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Audit.CountAsync(a => a.Actor == actor.Value && a.Action == action && a.At >= since, cancellationToken);
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}

/// <summary>The end of the chain at some time.</summary>
internal sealed record AuditHead(long Seq, byte[] Hash);

internal sealed class AuditedWriter(AuditTrail trail) : ChangeWriter<Audited>
{
    protected override async Task WriteAsync(Audited change, CommitScope scope, CancellationToken cancellationToken)
    {
        var last = await scope.Db.Audit.AsNoTracking().OrderByDescending(a => a.Seq).FirstOrDefaultAsync(cancellationToken);
        scope.Db.Audit.Add(trail.Next(last, change, scope.Now));
        // Two lines in one commit: the second must see the first.
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
