using System.Globalization;
using System.Text;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Referrals.Sharing;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoRe.Bot.Desk.Referring;

/// <summary>A referral to print, or for a programme that speaks FHIR. Neither holds a name or a word of the person; each taking stands in the audit trail.</summary>
internal sealed class ReferralPapers(ReferralStore referrals, CaseDesk cases, ICommitter committer, DeskWords words, TimeProvider time)
{
    public async Task<Results<ContentHttpResult, NotFound>> FhirAsync(Guid id, HttpContext http, CancellationToken cancellationToken) =>
        await TakeAsync(id, http, "referral.fhir", cancellationToken) is { } view ? TypedResults.Content(FhirBundle.Json(view, time.GetUtcNow()), "application/fhir+json", Encoding.UTF8) : TypedResults.NotFound();

    public async Task<Results<ContentHttpResult, NotFound>> PrintAsync(Guid id, HttpContext http, CancellationToken cancellationToken) =>
        await TakeAsync(id, http, "referral.print", cancellationToken) is { } view ? PlainPage.Html(Page(view)) : TypedResults.NotFound();

    /// <summary>Null when there is none, or when the case is kept from the reader.</summary>
    private async Task<ReferralView?> TakeAsync(Guid id, HttpContext http, string act, CancellationToken cancellationToken)
    {
        if (Actor.Of(http.User) is not { } actor || await referrals.FindAsync(new ReferralId(id), cancellationToken) is not { } view || await cases.OpenAsync(actor, view.Summary.Case, cancellationToken) is null)
        {
            return null;
        }

        await committer.CommitAsync([new Audited(actor.Id, act, view.Summary.Case.ToString())], cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return view;
    }

    private string Page(ReferralView view)
    {
        var (of, title) = (view.Summary, words.With("answer.number", ("number", Letters.Number(view.Summary.Id))));
        var body = new StringBuilder(Inv($"<h1>{PlainPage.Text(title)}</h1><dl>"));
        Line(body, words["referral.service"], of.RecipientName);
        Line(body, words["answer.need"], of.Need is null ? null : ReferralContent.NeedName(of.Need));
        Line(body, words["answer.urgency"], Letters.Urgency(of.Urgency));
        Line(body, words["answer.language"], words.Language(of.Language));
        Line(body, words["answer.area"], view.Area);
        Line(body, words["case.state"], words["referral.state." + of.State.ToString().ToLowerInvariant()]);
        Line(body, words["answer.appointment"], of.AppointmentAt is { } at ? Languages.Writing.ItalianClock.Say(at, Languages.LocaleTag.Italian) : null);
        body.Append(Inv($"</dl><h2>{PlainPage.Text(words["history"])}</h2><ul>"));
        foreach (var line in view.History)
        {
            body.Append(Inv($"<li>{PlainPage.Text(Languages.Writing.ItalianClock.Say(line.At, Languages.LocaleTag.Italian))}: {PlainPage.Text(words.Code("referral.line", line.Kind))}</li>"));
        }

        return PlainPage.Whole(title, body.Append("</ul>").ToString());
    }

    private static void Line(StringBuilder body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body.Append(Inv($"<dt>{PlainPage.Text(name)}</dt><dd>{PlainPage.Text(value)}</dd>"));
        }
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
