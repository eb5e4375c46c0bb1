using System.Text;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>
/// What a service sees behind its link: first a question for the code and nothing else, then exactly what the person agreed to
/// tell, and the ways to answer.
/// </summary>
internal sealed class AnswerPage(LocaleLibrary texts, Letters letters)
{
    /// <summary>Says nothing of a referral: a forwarded or scanned link shows this.</summary>
    public string AskCode(string? problem) => Whole(Inv($"<h1>{Say("title")}</h1><p>{Say("intro")}</p>{Problem(problem)}<form method=\"post\"><label>{Say("code")} <input name=\"code\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"6\" required></label><button>{Say("open")}</button></form>"));

    /// <summary>The referral and what can be answered now.</summary>
    public string Content(LinkedReferral referral, string? problem)
    {
        var (row, accepted) = (referral.Row, referral.Row.State == ReferralState.Accepted);
        var body = new StringBuilder(Inv($"<h1>{Say("number", ("number", Letters.Number(row)))}</h1>{Problem(problem)}<dl>"));
        Line(body, "need", ReferralContent.NeedName(row.Need!));
        Line(body, "urgency", Letters.Urgency(row.Urgency));
        Line(body, "language", letters.Language(row.Language));
        Line(body, "area", referral.Details.Area);
        if (accepted)
        {
            Line(body, "appointment", row.AppointmentAt is { } at ? ItalianClock.Say(at, LocaleTag.Italian) : texts.Text(LocaleTag.Italian, "desk.answer.appointment.none").Text);
        }

        if (accepted && referral.Details.Handed is { Agreed: true } handed)
        {
            Line(body, "handed", handed.ForService);
        }

        body.Append(Inv($"</dl><p>{Say(row.ForAnother ? "other" : accepted ? "accepted" : "person")}</p>"));
        body.Append(Inv($"<form method=\"post\" action=\"?\"><label>{Say("when")} <input type=\"datetime-local\" name=\"when\"></label><button name=\"answer\" value=\"accept\">{Say(accepted ? "change" : "accept")}</button></form>"));
        Choice(body, "reject", AnswerCodes.Reasons, "why");
        if (accepted)
        {
            Choice(body, "finish", AnswerCodes.Outcomes, "how");
        }

        return Whole(body.ToString());
    }

    /// <summary>A page with one sentence: thanks, or that the link leads nowhere.</summary>
    public string Sentence(string key) => Whole(Inv($"<h1>{Say("title")}</h1><p>{Say(key)}</p>"));

    private void Choice(StringBuilder body, string answer, IReadOnlyList<string> codes, string label)
    {
        body.Append(Inv($"<form method=\"post\" action=\"?\"><label>{Say(label)} <select name=\"reason\" required><option value=\"\"></option>"));
        foreach (var code in codes)
        {
            body.Append(Inv($"<option value=\"{code}\">{Say($"{answer}.{code}")}</option>"));
        }

        body.Append(Inv($"</select></label><button class=\"other\" name=\"answer\" value=\"{answer}\">{Say(answer)}</button></form>"));
    }

    private void Line(StringBuilder body, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body.Append(Inv($"<dt>{Say(key)}</dt><dd>{PlainPage.Text(value)}</dd>"));
        }
    }

    private string Problem(string? key) => key is null ? "" : Inv($"<p class=\"problem\" role=\"alert\">{Say("problem." + key)}</p>");

    private string Whole(string body) => PlainPage.Whole(texts.Text(LocaleTag.Italian, "desk.answer.title").Text, body);

    private string Say(string key, params ReadOnlySpan<(string, string)> places) => PlainPage.Text(texts.Text(LocaleTag.Italian, "desk.answer." + key, places).Text);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
