using System.Data.Common;
using System.Threading.Channels;
using CoRe.Bot.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Storage;

/// <summary>
/// Group commit: callers wait together for one fsync. Each caller's changes stand in a savepoint of their own, so that one
/// that fails takes nobody with it. One loop is the only writer of the database.
/// </summary>
internal sealed partial class Committer(ICoreDb database, IEnumerable<IChangeWriter> writers, IOptions<StorageOptions> options,
    TimeProvider time, ILogger<Committer> log) : BackgroundService, ICommitter
{
    private readonly Dictionary<Type, IChangeWriter> _writers = writers.ToDictionary(w => w.ChangeType);
    private readonly Channel<Request> _waiting = Channel.CreateBounded<Request>(new BoundedChannelOptions(8192) { SingleReader = true });

    public async Task CommitAsync(IReadOnlyList<IChange> changes, CancellationToken cancellationToken)
    {
        var request = new Request(changes);
        await _waiting.Writer.WriteAsync(request, cancellationToken);
        // From here on the outcome counts, not the caller's patience: a commit is never half abandoned.
        await request.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var group = new List<Request>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            while (group.Count < options.Value.LargestGroup && _waiting.Reader.TryRead(out var request))
            {
                group.Add(request);
            }

            await CommitGroupAsync(group);
        }
    }

    /// <summary>Lets waiting commits finish: a graceful stop loses nothing that was accepted.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken);
        }
    }

    private async Task CommitGroupAsync(List<Request> group)
    {
        var scopes = new List<(Request Request, CommitScope Scope)>(group.Count);
        try
        {
            await using var db = database.Open();
            db.Database.AutoSavepointsEnabled = false;
            await db.Database.OpenConnectionAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var request in group)
            {
                if (await WriteAsync(db, request) is { } scope)
                {
                    scopes.Add((request, scope));
                }
            }

            await transaction.CommitAsync();
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
            GroupFailed(log, group.Count, error.GetType().Name);
            group.ForEach(r => r.Done.TrySetException(new IOException("The change could not be stored.")));
            return;
        }

        foreach (var (request, scope) in scopes)
        {
            foreach (var effect in scope.Effects)
            {
                effect();
            }

            request.Done.TrySetResult();
        }
    }

    private async Task<CommitScope?> WriteAsync(CoreDbContext db, Request request)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("one");
        var scope = new CommitScope(db, db.Database.GetDbConnection(),
            Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction), time.GetUtcNow());
        try
        {
            foreach (var change in request.Changes)
            {
                await _writers[change.GetType()].WriteAsync(change, scope, CancellationToken.None);
            }

            await db.SaveChangesAsync();
            await transaction.ReleaseSavepointAsync("one");
            return scope;
        }
        catch (Exception error)
        {
            await transaction.RollbackToSavepointAsync("one");
            var stale = error is DbUpdateConcurrencyException;
            request.Done.TrySetException(stale ? new StaleWriteException("row changed since it was read") : error);
            return null;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "A group of {Count} commits failed: {ErrorType}")]
    private static partial void GroupFailed(ILogger log, int count, string errorType);

    private sealed record Request(IReadOnlyList<IChange> Changes)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
