using System.Data.Common;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Storage;

/// <summary>One open transaction into which changes are written. Several scopes may share one fsync (group commit).</summary>
internal sealed class CommitScope(WriteSession session, DbTransaction transaction, DateTimeOffset now)
{
    private readonly List<Action> _afterCommit = [];

    /// <summary>Tracked rows are saved by the committer; call <c>SaveChangesAsync</c> earlier only when SQL after it must see them.</summary>
    public CoreDbContext Db => session.Db;

    public WriteSession Session => session;

    public DbTransaction Transaction { get; } = transaction;

    /// <summary>The commit's time; every row of one commit carries the same.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Runs once the transaction is durable, never before, never when it failed. Must not throw or block.</summary>
    public void AfterCommit(Action effect) => _afterCommit.Add(effect);

    internal IReadOnlyList<Action> Effects => _afterCommit;
}

/// <summary>Writes the changes of one room. Registered in the room's <c>Add…</c>.</summary>
internal interface IChangeWriter
{
    Type ChangeType { get; }

    Task WriteAsync(IChange change, CommitScope scope, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal abstract class ChangeWriter<T> : IChangeWriter
    where T : IChange
{
    public Type ChangeType => typeof(T);

    public Task WriteAsync(IChange change, CommitScope scope, CancellationToken cancellationToken) => WriteAsync((T)change, scope, cancellationToken);

    protected abstract Task WriteAsync(T change, CommitScope scope, CancellationToken cancellationToken);
}

/// <summary>Puts changes durably, all or none. The only writer of the product.</summary>
internal interface ICommitter
{
    /// <summary>Returns after the fsync. Effects registered with <see cref="CommitScope.AfterCommit"/> have run by then.</summary>
    /// <exception cref="StaleWriteException">Somebody else was first (version, owner, state); nothing was written.</exception>
    Task CommitAsync(IReadOnlyList<IChange> changes, CancellationToken cancellationToken);
}

/// <summary>The row changed since it was read: the caller loads again and decides anew.</summary>
internal sealed class StaleWriteException(string what) : Exception(what);
