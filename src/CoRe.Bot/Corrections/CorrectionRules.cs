using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Rights;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Corrections;

/// <summary>
/// What keeps a correction out, as a code of ours that the desk turns into a sentence. The same guards that the build has for every text: an
/// editor in a hurry must not be able to promise secrecy or to write a number that nobody verified.
/// </summary>
internal sealed class CorrectionRules(LocaleLibrary locales, NeverSaid never, RightsLibrary rights, Hotlines lines, ServiceLibrary services)
{
    private const int ShortText = 40;
    private const int LongestText = 2000;

    /// <summary>A label may be as long as the Italian one by this factor; more does not fit a small screen.</summary>
    private const double LabelFactor = 2.2;

    /// <summary>Null when the correction may be written.</summary>
    public string? Problem(Correct change) => change switch
    {
        { Reason.Length: < 3 or > 300 } => "reason",
        { Words: { } words } when string.IsNullOrWhiteSpace(words) || words.Length > LongestText => "length",
        { Kind: CorrectionKinds.Text } => OfText(change),
        { Kind: CorrectionKinds.Right } => OfRight(change),
        { Kind: CorrectionKinds.Phone } => OfPhone(change),
        { Kind: CorrectionKinds.Hours } => services.FindForDesk(change.Target) is null ? "unknown" : change.Words is { } hours && HoursWords.Parse(hours) is null ? "hours" : null,
        { Kind: CorrectionKinds.Service } => services.FindForDesk(change.Target) is null ? "unknown" : change.Words is null ? null : "hide_only",
        _ => "unknown",
    };

    private string? OfText(Correct change)
    {
        var tag = new LocaleTag(change.Locale);
        if (!locales.Has(change.Target) || locales.Packs.All(pack => pack.Tag != tag) || change.Target.StartsWith(PackCheck.OfTheDesk, StringComparison.Ordinal))
        {
            return "unknown";
        }

        var italian = locales.Shipped(LocaleTag.Italian, change.Target)!;
        // A button without words helps nobody.
        return change.Words is not { } words ? "cannot_hide"
            : OfWords(change, words, italian, Sentences.LongestSpoken)
            ?? (!Placeholders.Names(words).SetEquals(Placeholders.Names(italian)) ? "places"
            : words.Count(sign => sign == '\n') != italian.Count(sign => sign == '\n') ? "breaks"
            : italian.Length <= ShortText && words.Length > (italian.Length * LabelFactor) + 8 ? "too_long" : null);
    }

    private string? OfRight(Correct change) =>
        locales.Packs.All(pack => pack.Tag.Value != change.Locale) || rights.Italian(change.Target) is not { } italian ? "unknown"
        : change.Words is not { } words ? (change.Target.EndsWith("/title", StringComparison.Ordinal) ? "cannot_hide" : null)
        : OfWords(change, words, italian, Sentences.LongestOfRights);

    private string? OfWords(Correct change, string words, string italian, int longest) =>
        never.In(new LocaleTag(change.Locale), change.Target, words).FirstOrDefault() is { } found ? (found.Offence == Offence.Secrecy ? "promise" : "belief")
        : Sentences.Longest(words) > longest ? "sentence"
        : SpokenNumbers.Of(words).Except(SpokenNumbers.Of(italian)).Except(KnownNumbers()).Any() ? "number"
        : words != words.Normalize() || words.Any(char.IsControl) && words.Replace("\n", "", StringComparison.Ordinal).Any(char.IsControl) ? "signs" : null;

    private string? OfPhone(Correct change) =>
        change.Target.Split('/') is not [var service, var digits] || services.FindForDesk(service)?.Phones.All(phone => phone.Number.Digits != digits) != false ? "unknown"
        : change.Words is { } number && PhoneNumber.TryParse(number) is null ? "phone" : null;

    private IEnumerable<string> KnownNumbers() => lines.ForDesk().Where(line => line.Shown).SelectMany(line => new[] { line.Line.Number.Digits, line.Line.Mobile?.Digits }).OfType<string>();
}
