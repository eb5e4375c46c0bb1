using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Referring;

/// <summary>What the referral's part remembers and does; its drawing is beside it.</summary>
public sealed partial class ReferralPart
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private ReferralView? _view;
    private IReadOnlyList<Proposal> _proposals = [];
    private CaseId? _of;
    private bool _loaded;
    private bool _busy;
    private string _need = "";
    private string _area = "";
    private string _service = "";
    private bool _forAnother;
    private string _age = "";
    private string _otherLanguage = "";
    private string _reason = "";
    private Severity _urgency = Severity.High;
    private string? _problem;
    private DateTimeOffset _read;

    /// <summary>The case's owner acts; what is left of a closed case is the coordinator's.</summary>
    private bool May => State.Mine || (State.Open?.Head.State == CaseState.Closed && State.Actor!.IsCoordinator);

    /// <summary>The answer of the person and the delivery come without anybody pressing a key here.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var id = State.Open?.Head.Case;
        if (id is null || _busy || (id == _of && State.Now - _read < Refresh))
        {
            return;
        }

        var changed = id != _of;
        _read = State.Now;
        var view = await Desk.OfCaseAsync(id.Value, Leaving);
        if (changed)
        {
            (_of, _problem, _reason) = (id, null, "");
            Fill(view, State.Open?.Head.Severity ?? Severity.High);
        }

        (_view, _loaded) = (view, true);
        await ProposeAsync();
        StateHasChanged();
    }

    /// <summary>Looks anew for services when what is needed, or where, has changed.</summary>
    private async Task ProposeAsync() => _proposals = _view?.Summary.State == ReferralState.Draft && May && State.Open?.Head is { } head
        ? await Proposing.ForAsync(head, _view.Summary, _need, _area, _age, Leaving)
        : [];

    private void Fill(ReferralView? view, Severity severity) => (_need, _area, _service, _urgency, _age, _forAnother, _otherLanguage) =
        (view?.Summary.Need ?? "", view?.Area ?? "", view?.Summary.ServiceId ?? "", view?.Summary.Urgency ?? (severity > Severity.None ? severity : Severity.Concern),
        view?.AgeBand ?? "", view?.Summary.ForAnother ?? false, view?.Summary is { ForAnother: true, Language: { } tag } ? tag : "");

    private Task CompleteAsync() => DoAsync(() => Desk.CompleteAsync(State.Actor!, _view!.Summary, new ReferralForm(_need, _service, _area, _urgency, _forAnother, _forAnother ? _otherLanguage : null, _age), Leaving));

    private Task DraftAsync() => DoAsync(() => Desk.DraftAsync(State.Actor!, State.Open!.Head, Leaving));

    private Task AskAsync() => DoAsync(() => Desk.AskAsync(State.Actor!, _view!.Summary, Leaving));

    private Task SendAsync() => DoAsync(() => Desk.SendAsync(State.Actor!, _view!.Summary, Leaving));

    private Task RedraftAsync() => DoAsync(() => Desk.RedraftAsync(State.Actor!, _view!.Summary, Leaving));

    private Task CloseAsync() => DoAsync(() => Desk.CloseAsync(State.Actor!, _view!.Summary, "not_delivered", Leaving));

    private async Task OverrideAsync()
    {
        await DoAsync(() => Desk.OverrideAsync(State.Actor!, _view!.Summary, _reason, Leaving));
        _reason = _problem is null ? "" : _reason;
    }

    private async Task DoAsync(Func<Task<string?>> act)
    {
        (_busy, _problem) = (true, null);
        try
        {
            _problem = await act() is { } code ? T.Code("referral.problem", code) : null;
            _view = await Desk.OfCaseAsync(State.Open!.Head.Case, Leaving);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or IOException)
        {
            _problem = T["answer.failed"];
        }
        finally
        {
            _busy = false;
            await State.ReloadAsync();
        }
    }

    /// <summary>Where the place is, and whether it speaks the person's language.</summary>
    private string Fits(Destination place) => place.Entry is not { } entry ? "" : string.Concat(
        entry.City is null ? "" : $", {entry.City}",
        _need.Length > 0 && entry.Terms.Contains(_need) ? " ✓" : "",
        State.Open?.Head.Language is { } language && entry.Languages.Contains(language) ? $" ({language})" : "");

    private string Delivery(DeliveryView delivery) => delivery.State switch
    {
        OutboxState.Sent => T.With("referral.delivery.sent", ("time", DeskWords.Time(delivery.SentAt ?? delivery.NextAt, State.Zone, State.Now))),
        OutboxState.Dead => T.With("referral.delivery.dead", ("why", T.Code("why", delivery.LastError ?? ""))),
        OutboxState.Cancelled => T["referral.delivery.cancelled"],
        _ when delivery.Attempts > 0 => T.With("referral.delivery.again", ("why", T.Code("why", delivery.LastError ?? "")), ("time", DeskWords.Span(delivery.NextAt - State.Now))),
        _ => T["referral.delivery.waiting"],
    };
}
