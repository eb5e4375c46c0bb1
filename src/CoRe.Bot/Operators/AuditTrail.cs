using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators;

/// <summary>Somebody did something with an object: ids and a code of ours, never words. Written in the same commit as the deed.</summary>
internal sealed record Audited(string Actor, string Action, string Object) : IChange;

/// <summary>Appends to the chain: each line's HMAC covers the one before, so a change, a cut or a swap shows.</summary>
internal sealed class AuditedWriter(AuditTrail trail) : ChangeWriter<Audited>
{
    protected override async Task WriteAsync(Audited change, CommitScope scope, CancellationToken cancellationToken)
    {
        // Two lines of one commit: the first must be in the database before the second looks for its predecessor.
        await scope.Db.SaveChangesAsync(cancellationToken);
        var last = await scope.Db.Audit.AsNoTracking().OrderByDescending(a => a.Seq).FirstOrDefaultAsync(cancellationToken);
        var row = new AuditRow
        {
            Seq = (last?.Seq ?? 0) + 1,
            At = scope.Now,
            Actor = change.Actor,
            Action = change.Action,
            Object = change.Object,
            PreviousHash = last?.Hash ?? new byte[32],
            Hash = [],
        };
        row.Hash = trail.HashOf(row);
        scope.Db.Audit.Add(row);
    }
}

/// <summary>Checks the chain.</summary>
internal sealed class AuditTrail(MasterKeys masters)
{
    private readonly byte[] _key = masters.Derive("audit");

    public byte[] HashOf(AuditRow row) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{row.Seq}\n{row.At.UtcTicks}\n{row.Actor}\n{row.Action}\n{row.Object}\n{Convert.ToHexString(row.PreviousHash)}")));

    /// <summary>The sequence number of the first line that does not fit; null when the whole chain holds.</summary>
    public async Task<long?> FirstBrokenAsync(CoreDbContext db, CancellationToken cancellationToken)
    {
        var (seq, previous) = (0L, new byte[32]);
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(a => a.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.Seq != seq + 1 || !row.PreviousHash.AsSpan().SequenceEqual(previous) || !CryptographicOperations.FixedTimeEquals(row.Hash, HashOf(row)))
            {
                return seq + 1;
            }

            (seq, previous) = (row.Seq, row.Hash);
        }

        return null;
    }
}
