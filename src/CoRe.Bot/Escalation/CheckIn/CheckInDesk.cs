using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.CheckIn;

/// <summary>An agreed check-in as the desk shows it.</summary>
internal sealed record CheckInView(CheckInState State, DateTimeOffset At, string Words);

/// <summary>What the owner of a case agrees with the person for a later day.</summary>
internal sealed class CheckInDesk(CaseDesk desk, IPhraseCheck check, Vault vault, ICoreDb database, TimeProvider time)
{
    /// <summary>Invalid: a moment too near or too far, or words that are not everyday ones: whoever reads along must learn nothing.</summary>
    public Task<DeskAnswer> AskAsync(Actor actor, CaseId id, DateTimeOffset at, PersonText words, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return words.Length is < CheckInAgreement.Shortest or > CheckInAgreement.Longest || at < now + CheckInAgreement.Soonest || at > now + CheckInAgreement.Furthest || !check.IsEveryday(words)
            ? Task.FromResult(DeskAnswer.Invalid)
            : desk.ChangeAsync(actor, id, head => head.Owner != actor.Id || head.Erased ? null :
            [
                new AskCheckIn(Guid.CreateVersion7(now), id, head.Conversation, actor.Id, at, words.Reveal()),
                new Audited(actor.Id, "checkin.ask", id.ToString()),
            ], cancellationToken);
    }

    public Task<DeskAnswer> DropAsync(Actor actor, CaseId id, CancellationToken cancellationToken) => desk.ChangeAsync(actor, id, head => head.Owner != actor.Id || head.Erased ? null :
    [
        new DropCheckIn(id, actor.Id),
        new Audited(actor.Id, "checkin.drop", id.ToString()),
    ], cancellationToken);

    /// <summary>The latest of a talk; null when there is none.</summary>
    public async Task<CheckInView?> LatestAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.AgreedCheckIns.AsNoTracking().Where(c => c.ConversationId == conversation.Value).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(cancellationToken) is { } row
            && await vault.KeyOfAsync(db, conversation, cancellationToken) is { } key
            ? new CheckInView(row.State, row.At, key.OpenText("agreed_check_ins", "sealed_words", CheckInAgreement.Place(row.Id), row.SealedWords))
            : null;
    }
}

/// <summary>Looks every minute for what is due.</summary>
internal sealed partial class CheckInWatch(ICoreDb database, ICommitter committer, TimeProvider time, ILogger<CheckInWatch> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    /// <summary>Acts on everything that is due. Returns how many were looked at.</summary>
    internal async Task<int> KeepDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<Guid> due;
        await using (var db = database.Open())
        {
            due = await db.AgreedCheckIns.AsNoTracking().Where(c => c.State == CheckInState.Sent || ((c.State == CheckInState.Asked || c.State == CheckInState.Agreed) && c.At <= now))
                .OrderBy(c => c.At).Select(c => c.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in due)
        {
            await committer.CommitAsync([new KeepCheckIn(id)], cancellationToken);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException or DbUpdateException or StaleWriteException)
            {
                NotKept(log, error.GetType().Name);
            }
        }
    }

    [LoggerMessage(4240, LogLevel.Error, "Agreed check-ins could not be kept: {ErrorType}")]
    private static partial void NotKept(ILogger log, string errorType);
}
