using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Referring;

/// <summary>One place to send to: a service that has agreed to take referrals, with what the directory knows of it.</summary>
internal sealed record Destination(string ServiceId, string Name, StaffService? Entry);

/// <summary>What the operator fills in.</summary>
internal sealed record ReferralForm(string Need, string ServiceId, string Area, Severity Urgency, bool ForAnother = false, string? Language = null, string? AgeBand = null);

/// <summary>
/// A referral as the desk handles it: the case's owner acts, each act is in the audit trail of the same commit. The answer is a
/// code of ours when it could not be done, else null.
/// </summary>
internal sealed class ReferralDesk(ICommitter committer, CaseStore cases, ReferralStore referrals, IRecipients recipients, ServiceLibrary directory, PlaceDesk places, LocaleLibrary locales, TimeProvider time)
{
    /// <summary>An override is a grave act: a few words are no reason.</summary>
    public const int ShortestReason = 30;

    public IReadOnlyList<Destination> Destinations { get; } =
        [.. recipients.All.Select(r => new Destination(r.ServiceId, r.Name, directory.FindForDesk(r.ServiceId))).OrderBy(d => d.Name, StringComparer.Ordinal)];

    /// <summary>The service types of the directory, in Italian.</summary>
    public IReadOnlyList<(string Code, string Name)> Needs { get; } =
        [.. directory.ForDesk().SelectMany(s => s.Terms).Distinct().Select(code => (code, ReferralContent.NeedName(code))).OrderBy(n => n.Item2, StringComparer.Ordinal)];

    /// <summary>Languages that a person may speak whom somebody else writes about.</summary>
    public IReadOnlyList<string> Languages { get; } = [.. locales.Packs.Select(pack => pack.Tag.Value)];

    /// <summary>Verified services that take no referrals here: the operator may call them.</summary>
    public IReadOnlyList<StaffService> ToCall(string need, string area) => need.Length == 0 ? [] :
        [.. directory.ForDesk(null, directory.Cities.IdOf(area)).Where(s => s.Terms.Contains(need) && recipients.Find(s.Id) is null).Take(6)];

    /// <summary>The case's latest referral; null when there is none or its words are gone.</summary>
    public async Task<ReferralView?> OfCaseAsync(CaseId id, CancellationToken cancellationToken) =>
        await referrals.OfCaseAsync(id, cancellationToken) is [.., var latest] ? await referrals.FindAsync(latest.Id, cancellationToken) : null;

    public Task<string?> DraftAsync(Actor actor, CaseHead head, CancellationToken cancellationToken) => DoAsync(actor, head.Case, "draft",
        new DraftReferral(ReferralId.New(time), head.Case, head.Conversation, head.Severity, head.Category, head.Language is null ? null : new LocaleTag(head.Language), null, null), cancellationToken);

    public Task<string?> CompleteAsync(Actor actor, ReferralSummary of, ReferralForm form, CancellationToken cancellationToken) => DoAsync(actor, of.Case, "complete",
        new CompleteReferral(of.Id, actor.Id, form.Need, form.ServiceId, form.Area.Trim(), form.Urgency,
            (form.ForAnother ? form.Language : form.Language ?? of.Language) is { Length: > 0 } language ? new LocaleTag(language) : null, form.ForAnother, form.AgeBand is { Length: > 0 } band ? band : null), cancellationToken);

    public Task<string?> AskAsync(Actor actor, ReferralSummary of, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "ask", new AskConsent(of.Id, actor.Id), cancellationToken);

    /// <summary>Without or against the person's answer: named, with a reason, and marked in the audit trail for the supervisor.</summary>
    public Task<string?> OverrideAsync(Actor actor, ReferralSummary of, string reason, CancellationToken cancellationToken) => reason.Trim().Length < ShortestReason
        ? Task.FromResult<string?>("reason_or_name_missing")
        : DoAsync(actor, of.Case, "override", new OverrideConsent(of.Id, actor.Id, reason), cancellationToken, new Audited(actor.Id, "flag.consent_override", of.Id.ToString()));

    public Task<string?> SendAsync(Actor actor, ReferralSummary of, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "send", new SendReferral(of.Id, actor.Id), cancellationToken);

    public Task<string?> RedraftAsync(Actor actor, ReferralSummary of, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "redraft", new RedraftReferral(ReferralId.New(time), of.Id, actor.Id), cancellationToken);

    public Task<string?> CloseAsync(Actor actor, ReferralSummary of, string outcome, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "close", new CloseReferral(of.Id, actor.Id, outcome), cancellationToken);

    /// <summary>What the service said on the phone.</summary>
    public Task<string?> AnswerAsync(Actor actor, ReferralSummary of, ServiceAnswer answer, DateTimeOffset? appointment, string? code, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "answer", new AnswerReferral(of.Id, null, actor.Id, answer, appointment, code), cancellationToken);

    /// <summary>Asks the person whether the service may read these words.</summary>
    public Task<string?> AskHandingAsync(Actor actor, ReferralSummary of, string forService, string forPerson, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "handing", new AskHanding(of.Id, actor.Id, forService, forPerson), cancellationToken);

    /// <summary>A new link for the service; the old one dies.</summary>
    public Task<string?> RemindAsync(Actor actor, ReferralSummary of, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "remind", new RemindService(of.Id, actor.Id), cancellationToken);

    /// <summary>Ends every link of the referral: the service can answer by phone only.</summary>
    public Task<string?> BlockAsync(Actor actor, ReferralSummary of, CancellationToken cancellationToken) =>
        DoAsync(actor, of.Case, "block", new BlockLinks(of.Id, actor.Id), cancellationToken);

    /// <summary>Open ones, without those of talks that are kept from the reader.</summary>
    public async Task<IReadOnlyList<ReferralSummary>> OpenAsync(Actor actor, CancellationToken cancellationToken)
    {
        var own = await cases.PlacesAsync(actor, cancellationToken);
        return [.. (await referrals.OpenAsync(cancellationToken)).Where(r => !PlaceTags.Bars(r.Places, own, actor.Role))];
    }

    private async Task<string?> DoAsync(Actor actor, CaseId id, string act, IChange change, CancellationToken cancellationToken, params IChange[] more)
    {
        if (await cases.HeadAsync(id, cancellationToken) is not { } head || (head.State == CaseState.Closed && !actor.IsCoordinator))
        {
            return "gone";
        }

        if (change is CompleteReferral or AskConsent or OverrideConsent or SendReferral && await IsOfThePlaceAsync(head, change, cancellationToken))
        {
            return "conflict";
        }

        // What is left of a closed case (a delivery that failed) is the coordinator's.
        IChange[] guard = head.State == CaseState.Closed ? [] : [new RequireOwner(id, actor.Id, "referral." + act)];
        try
        {
            await committer.CommitAsync([.. guard, change, new Audited(actor.Id, "referral." + act, id.ToString()), .. more], cancellationToken);
            return null;
        }
        catch (IllegalReferralMoveException refused)
        {
            return refused.Code;
        }
        catch (StaleWriteException)
        {
            return "not_yours";
        }
    }

    /// <summary>Whether the service belongs to a place that the talk is about (journey D6).</summary>
    private async Task<bool> IsOfThePlaceAsync(CaseHead head, IChange change, CancellationToken cancellationToken)
    {
        var service = change is CompleteReferral completed ? completed.ServiceId : (await referrals.OfCaseAsync(head.Case, cancellationToken))[^1].ServiceId;
        return service is not null && (await places.OfServicesAsync(cancellationToken)).TryGetValue(service, out var tags) && PlaceTags.Bars(head.Places, tags);
    }
}
