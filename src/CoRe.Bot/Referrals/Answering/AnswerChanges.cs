using System.Security.Cryptography;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>What a service can say.</summary>
internal enum ServiceAnswer
{
    /// <summary>Takes it, or changes the appointment of what it took.</summary>
    Accept,
    Reject,

    /// <summary>Tells how it ended.</summary>
    Finish,
}

/// <summary>The link was fetched, perhaps by a mail scanner. Consumes nothing.</summary>
internal sealed record LinkFetched(Guid Link) : IChange;

/// <summary>Somebody typed a wrong code.</summary>
internal sealed record LinkMistyped(Guid Link) : IChange;

/// <summary>Somebody typed the code; from now on the link belongs to this browser. Stale when it belongs to another or is dead.</summary>
/// <param name="Browser">Hash of the cookie that the browser gets.</param>
internal sealed record OpenLink(Guid Link, byte[] Browser) : IChange;

/// <summary>
/// The service's answer: behind its link, or said on the phone to an operator. Behind a link it is stale when the link died
/// meanwhile; at the desk an answer that the state does not allow is an <see cref="IllegalReferralMoveException"/>.
/// </summary>
/// <param name="Code">Why not, or how it ended: one of <see cref="AnswerCodes"/>; null for a yes.</param>
internal sealed record AnswerReferral(ReferralId Referral, Guid? Link, OperatorId? By, ServiceAnswer Answer, DateTimeOffset? Appointment, string? Code) : IChange;

/// <summary>The codes a service chooses from: nothing it can write can carry a person.</summary>
internal static class AnswerCodes
{
    public static readonly IReadOnlyList<string> Reasons = ["full", "not_our_task", "not_our_area", "age", "language", "other"];

    public static readonly IReadOnlyList<string> Outcomes = ["helped", "not_helped", "not_come", "not_known"];

    /// <summary>How far ahead an appointment may lie.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(180);
}

internal sealed class LinkFetchedWriter : ChangeWriter<LinkFetched>
{
    protected override Task WriteAsync(LinkFetched change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.ReferralLinks.Where(l => l.Id == change.Link).ExecuteUpdateAsync(set => set.SetProperty(l => l.Fetched, l => l.Fetched + 1), cancellationToken);
}

internal sealed class LinkMistypedWriter(ICaseBell bell) : ChangeWriter<LinkMistyped>
{
    protected override async Task WriteAsync(LinkMistyped change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.ReferralLinks.FindAsync([change.Link], cancellationToken) is not { } link)
        {
            return;
        }

        link.Mistyped++;
        if (link.Mistyped == ReferralLinks.MostTries && await scope.Db.Referrals.FindAsync([link.ReferralId], cancellationToken) is { } row)
        {
            ReferralLedger.Note(scope, row, "link_locked");
            await bell.RingAsync(scope, new CaseId(row.CaseId), CaseCalls.Locked, row.Urgency, cancellationToken);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class OpenLinkWriter(ReferralLedger ledger) : ChangeWriter<OpenLink>
{
    protected override async Task WriteAsync(OpenLink change, CommitScope scope, CancellationToken cancellationToken)
    {
        var link = await ReferralLinks.Living(scope.Db, scope.Now).FirstOrDefaultAsync(l => l.Id == change.Link, cancellationToken) ?? throw new StaleWriteException("the link is spent");
        if (link.BrowserHash is { } bound && !CryptographicOperations.FixedTimeEquals(bound, change.Browser))
        {
            throw new StaleWriteException("the link belongs to another browser");
        }

        var row = await ReferralLedger.LoadAsync(scope, new ReferralId(link.ReferralId), cancellationToken);
        link.BrowserHash = change.Browser;
        Arrived(scope, row, ledger);
        if (ReferralRules.After(row.State, ReferralMove.Open) is not null)
        {
            ledger.Move(scope, row, ReferralMove.Open);
            row.OpenedAt = scope.Now;
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whoever holds the link has the letter, also when our own mark of it is still to come.</summary>
    public static void Arrived(CommitScope scope, ReferralRow row, ReferralLedger ledger)
    {
        if (row.State == ReferralState.Sending)
        {
            ledger.Move(scope, row, ReferralMove.Delivered);
            row.SentAt = scope.Now;
            ReferralLedger.Count(scope, row, FactType.ReferralSent);
        }
    }
}

internal sealed class AnswerReferralWriter(ReferralLedger ledger, ReferralNews news, ICaseBell bell) : ChangeWriter<AnswerReferral>
{
    protected override async Task WriteAsync(AnswerReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (change.Link is { } link && !await ReferralLinks.Living(scope.Db, scope.Now).AnyAsync(l => l.Id == link && l.ReferralId == change.Referral.Value && l.BrowserHash != null, cancellationToken))
        {
            throw new StaleWriteException("the link is spent");
        }

        Check(change, scope.Now);
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        OpenLinkWriter.Arrived(scope, row, ledger);
        switch (change.Answer)
        {
            case ServiceAnswer.Accept when row.State == ReferralState.Accepted:
                row.AppointmentAt = change.Appointment;
                row.Deadline = ledger.NextDeadline(row, scope.Now);
                ReferralLedger.Note(scope, row, "appointment", change.By);
                break;
            case ServiceAnswer.Accept:
                row.AppointmentAt = change.Appointment;
                ledger.Move(scope, row, ReferralMove.Accept, change.By);
                ReferralLedger.Count(scope, row, FactType.ReferralAccepted);
                break;
            case ServiceAnswer.Reject:
                ledger.Move(scope, row, ReferralMove.Reject, change.By);
                (row.Outcome, row.AppointmentAt) = (change.Code, null);
                ReferralLedger.Count(scope, row, FactType.ReferralRejected, change.Code);
                break;
            default:
                ledger.Move(scope, row, ReferralMove.Finish, change.By);
                row.Outcome = change.Code;
                ReferralLedger.Count(scope, row, FactType.ReferralCompleted, change.Code);
                break;
        }

        if (row.State != ReferralState.Accepted || change.By is not null)
        {
            // An answer said on the phone ends the link too: two answers must not race.
            await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        }

        if (row.State != ReferralState.Completed)
        {
            await news.TellAsync(scope, row, cancellationToken);
        }

        if (row.State == ReferralState.Rejected && change.By is null)
        {
            await bell.RingAsync(scope, new CaseId(row.CaseId), CaseCalls.Rejected, row.Urgency, cancellationToken);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    private static void Check(AnswerReferral change, DateTimeOffset now)
    {
        var codes = change.Answer switch { ServiceAnswer.Reject => AnswerCodes.Reasons, ServiceAnswer.Finish => AnswerCodes.Outcomes, _ => [] };
        if (change.Answer == ServiceAnswer.Accept ? change.Code is not null : change.Code is null || !codes.Contains(change.Code))
        {
            throw new IllegalReferralMoveException("answer_not_a_code");
        }

        if (change.Appointment is { } at && (change.Answer != ServiceAnswer.Accept || at < now || at > now + AnswerCodes.Furthest))
        {
            throw new IllegalReferralMoveException("appointment_not_ahead");
        }
    }
}
