using System.Text.Json.Serialization;
using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Dialogs;

/// <summary>When which safety text was said: kept with the talk, without words.</summary>
internal sealed record SafetySaid(DateTimeOffset At, Severity Severity, RiskCategory Category)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The same kind of harm, no graver, a moment ago: the words still stand on the screen.</summary>
    public bool Covers(Turn turn) => turn.Category == Category && turn.Severity <= Severity && turn.Now - At < Fresh;
}

[JsonSerializable(typeof(SafetySaid))]
internal sealed partial class SafetyJson : JsonSerializerContext;

/// <summary>
/// What is said first when a message shows harm (HR9): kind words for this kind of harm, numbers to tap, and the truth about
/// who reads. All of it lies in memory: no menu, consent, translator or outage comes before it.
/// </summary>
internal sealed class SafetyTexts(LocaleLibrary locales, Hotlines hotlines)
{
    /// <summary>For severity high and above. The dialogs ask the one question afterwards.</summary>
    public IReadOnlyList<Activity> For(Turn turn)
    {
        var tag = turn.Written ?? turn.Locale;
        if (turn.LastSafety?.Covers(turn) == true)
        {
            return [Voice.Of(new Bubble(BubbleKind.Safety, locales.Text(tag, "safety.again"), Calls(hotlines.For(turn.Category), tag)))];
        }

        var said = new List<Activity> { Voice.Of(new Bubble(BubbleKind.Safety, Words(turn, tag))) };
        if (HealthFirst(turn.Category))
        {
            said.Add(Voice.Of(new Bubble(BubbleKind.Safety, locales.Text(tag, "safety.health"))));
        }

        said.Add(Voice.Of(new Bubble(BubbleKind.Safety, DeskWords.Sentence(locales, tag, turn.Desk), Calls(hotlines.For(turn.Category), tag))));
        said.AddRange(Others(turn, tag).Select(other => Voice.Of(new Bubble(BubbleKind.Safety, turn.LocaleChosen ? Words(turn, other) : locales.Text(other, "safety.short")))));
        said.Add(DeskWords.StateEvent(turn));
        return said;
    }

    /// <summary>For a message that could not be worked on: it is kept, a person is called, here are the numbers.</summary>
    public IReadOnlyList<Activity> Failure(Turn turn) =>
    [
        Voice.Of(new Bubble(BubbleKind.Safety, locales.Text(turn.Locale, "safety.failure"))),
        Voice.Of(new Bubble(BubbleKind.Safety, DeskWords.Sentence(locales, turn.Locale, turn.Desk), Calls(hotlines.For(RiskCategory.None), turn.Locale))),
    ];

    /// <summary>Call buttons with a label each, so that a child knows who answers.</summary>
    public IReadOnlyList<CardAction> Calls(IEnumerable<Hotline> lines, LocaleTag tag) =>
    [
        .. lines.SelectMany(line => new[] { (line.Id, Number: line.Number), (line.Id, Number: line.Mobile) })
            .Where(line => line.Number is not null)
            .Select(line => Voice.Call(locales.Text(tag, $"services.line.{line.Id}", ("number", line.Number!.Display)).Text, line.Number.Link)),
    ];

    /// <summary>The key of the first words. Kinds of harm that need the same words share them.</summary>
    internal static string KeyOf(Severity severity, RiskCategory category) => category switch
    {
        RiskCategory.SelfHarm => "safety.self_harm",
        RiskCategory.TraffickingExploitation or RiskCategory.DetentionSmuggling => "safety.controlled",
        RiskCategory.MissingRunaway => "safety.away",
        RiskCategory.Substance => "safety.substance",
        RiskCategory.ImmediateDanger => "safety.danger",
        RiskCategory.None => "safety.unsure",
        _ => severity == Severity.Emergency ? "safety.disclosure.now" : "safety.disclosure",
    };

    /// <summary>HR4: care is possible and time matters, said without asking for the story.</summary>
    private static bool HealthFirst(RiskCategory category) => category is RiskCategory.SexualAbuse or RiskCategory.PhysicalAbuse or RiskCategory.DomesticViolence or RiskCategory.Fgm;

    private LocalText Words(Turn turn, LocaleTag tag) => locales.Text(tag, KeyOf(turn.Severity, turn.Category));

    /// <summary>While the language is only a guess, Italian and English stand beside it; the chosen one always speaks too.</summary>
    private static IEnumerable<LocaleTag> Others(Turn turn, LocaleTag said)
    {
        LocaleTag[] others = turn.LocaleChosen ? [turn.Locale] : [LocaleTag.Italian, LocaleTag.English];
        return others.Where(other => other != said).Distinct();
    }
}
