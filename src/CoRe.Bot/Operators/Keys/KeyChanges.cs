using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators.Keys;

/// <summary>A new key for an account.</summary>
internal sealed record AddKey(IntegrationKeyRow Row) : IChange;

/// <summary>The key opens nothing from now on. Stale when it was ended before.</summary>
internal sealed record RevokeKey(Guid Id) : IChange;

/// <summary>The key was used on this day.</summary>
internal sealed record KeyUsed(Guid Id, DateTimeOffset Day) : IChange;

internal sealed class AddKeyWriter : ChangeWriter<AddKey>
{
    protected override Task WriteAsync(AddKey change, CommitScope scope, CancellationToken cancellationToken)
    {
        change.Row.At = scope.Now;
        scope.Db.IntegrationKeys.Add(change.Row);
        return scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class RevokeKeyWriter : ChangeWriter<RevokeKey>
{
    protected override async Task WriteAsync(RevokeKey change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.IntegrationKeys.Where(k => k.Id == change.Id && k.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, scope.Now), cancellationToken) == 0)
        {
            throw new StaleWriteException("the key is ended");
        }
    }
}

internal sealed class KeyUsedWriter : ChangeWriter<KeyUsed>
{
    protected override Task WriteAsync(KeyUsed change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.IntegrationKeys.Where(k => k.Id == change.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.UsedOn, change.Day), cancellationToken);
}
