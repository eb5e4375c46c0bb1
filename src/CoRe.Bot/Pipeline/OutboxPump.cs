using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Pipeline;

/// <summary>
/// Delivers what commits queued: at least once under one idempotency key, with growing pauses; what cannot be delivered is
/// dead, stays, and shows at the desk.
/// </summary>
internal sealed partial class OutboxPump(ICoreDb database, Vault vault, ICommitter committer, IEnumerable<IOutboxSender> senders, OutboxBell bell,
    TimeProvider time, IOptions<PipelineOptions> options, ILogger<OutboxPump> log) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    /// <summary>Rows of a kind that nobody here sends: from a newer program.</summary>
    private const string Unknown = "";
    private readonly Dictionary<string, IOutboxSender> _senders = senders.ToDictionary(s => s.Kind);

    /// <summary>One loop a kind: a service's server that hangs must not keep an alert from going out.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_senders.Keys.Append(Unknown).Select(kind => PumpAsync(kind, stoppingToken)));

    /// <summary>Tries every due row once. Returns how many it tried.</summary>
    internal async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        var tried = 0;
        foreach (var kind in _senders.Keys.Append(Unknown))
        {
            tried += await DeliverDueAsync(kind, cancellationToken);
        }

        return tried;
    }

    private async Task PumpAsync(string kind, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rung = bell.Next;
                if (await DeliverDueAsync(kind, stoppingToken) == 0)
                {
                    await Task.WhenAny(rung, Task.Delay(LongestSleep, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is IOException or System.Data.Common.DbException or StaleWriteException)
            {
                PumpFailed(log, error.GetType().Name);
                await Task.Delay(LongestSleep, time, stoppingToken);
            }
        }
    }

    private async Task<int> DeliverDueAsync(string kind, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var waiting = db.Outbox.AsNoTracking().Where(o => o.State == OutboxState.Waiting && o.NextAt <= now);
        var known = _senders.Keys.ToList();
        var due = await (kind == Unknown ? waiting.Where(o => !known.Contains(o.Kind)) : waiting.Where(o => o.Kind == kind))
            .OrderBy(o => o.NextAt).Take(32).ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            await DeliverAsync(db, row, cancellationToken);
        }

        return due.Count;
    }

    private async Task DeliverAsync(CoreDbContext db, OutboxRow row, CancellationToken cancellationToken)
    {
        ConversationId? conversation = row.ConversationId is { } id ? new ConversationId(id) : null;
        var known = conversation is { } talk ? await vault.KeyOfAsync(db, talk, cancellationToken) : vault.House;
        if (!_senders.TryGetValue(row.Kind, out var sender) || known is not { } key)
        {
            await committer.CommitAsync([new MarkFailed(row.Id, sender is null ? "no_sender" : "erased", null)], cancellationToken);
            return;
        }

        var delivery = new OutboxDelivery(row.Id, row.Kind, row.IdempotencyKey, conversation, row.CaseId, row.ReferralId,
            key.Open("outbox", "sealed_payload", row.IdempotencyKey, row.SealedPayload), row.Attempts + 1);
        try
        {
            await sender.SendAsync(delivery, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await FailedAsync(sender, delivery, error, cancellationToken);
            return;
        }

        await committer.CommitAsync([new MarkSent(row.Id), .. sender.AfterSent(delivery)], cancellationToken);
    }

    private async Task FailedAsync(IOutboxSender sender, OutboxDelivery delivery, Exception error, CancellationToken cancellationToken)
    {
        var known = error as OutboxException;
        var code = known?.Code ?? error.GetType().Name;
        DeliveryFailed(log, delivery.Id, delivery.Kind, delivery.Attempt, code);
        if (known is { Permanent: true } || delivery.Attempt >= options.Value.DeliveryTries)
        {
            await committer.CommitAsync([new MarkFailed(delivery.Id, code, null), .. sender.AfterGivenUp(delivery)], cancellationToken);
            return;
        }

        var pause = TimeSpan.FromSeconds(Math.Min(3600, options.Value.FirstRetrySeconds * Math.Pow(2, delivery.Attempt - 1)));
        await committer.CommitAsync([new MarkFailed(delivery.Id, code, time.GetUtcNow() + pause)], cancellationToken);
    }

    [LoggerMessage(3101, LogLevel.Warning, "Delivery {Id} of kind {Kind} failed at attempt {Attempt}: {Code}")]
    private static partial void DeliveryFailed(ILogger log, Guid id, string kind, int attempt, string code);

    [LoggerMessage(3102, LogLevel.Error, "The outbox pump could not work: {ErrorType}")]
    private static partial void PumpFailed(ILogger log, string errorType);
}
