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
    private WriteSession? _session;

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

        await ForgetSessionAsync();
    }

    private async Task CommitGroupAsync(List<Request> group)
    {
        var scopes = new List<(Request Request, CommitScope Scope)>(group.Count);
        try
        {
            _session ??= await WriteSession.OpenAsync(database, CancellationToken.None);
            await using var transaction = await _session.Db.Database.BeginTransactionAsync();
            var plain = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
            foreach (var request in group)
            {
                if (await WriteAsync(new CommitScope(_session, plain, time.GetUtcNow()), request) is { } scope)
                {
                    scopes.Add((request, scope));
                }
            }

            await transaction.CommitAsync();
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
            GroupFailed(log, group.Count, error.GetType().Name);
            await ForgetSessionAsync();
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

    private async Task<CommitScope?> WriteAsync(CommitScope scope, Request request)
    {
        await scope.ExecuteAsync("SAVEPOINT one", [], CancellationToken.None);
        try
        {
            foreach (var change in request.Changes)
            {
                await _writers[change.GetType()].WriteAsync(change, scope, CancellationToken.None);
            }

            if (scope.Db.ChangeTracker.HasChanges())
            {
                await scope.Db.SaveChangesAsync();
            }

            await scope.ExecuteAsync("RELEASE SAVEPOINT one", [], CancellationToken.None);
            return scope;
        }
        catch (Exception error)
        {
            await scope.ExecuteAsync("ROLLBACK TO SAVEPOINT one", [], CancellationToken.None);
            await scope.ExecuteAsync("RELEASE SAVEPOINT one", [], CancellationToken.None);
            var stale = error is DbUpdateConcurrencyException;
            request.Done.TrySetException(stale ? new StaleWriteException("row changed since it was read") : error);
            return null;
        }
        finally
        {
            scope.Db.ChangeTracker.Clear();
        }
    }

    /// <summary>After a failure nobody knows in which state the connection is: the next group opens a new one.</summary>
    private async Task ForgetSessionAsync()
    {
        if (_session is { } broken)
        {
            _session = null;
            await broken.DisposeAsync();
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "A group of {Count} commits failed: {ErrorType}")]
    private static partial void GroupFailed(ILogger log, int count, string errorType);

    private sealed record Request(IReadOnlyList<IChange> Changes)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
