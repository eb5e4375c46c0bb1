using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Rights;

namespace CoRe.Bot.Hosting.Verbs.Translating;

/// <summary>One sentence to translate.</summary>
/// <param name="Id">The key of a text, or <c>rights/topic/line</c>.</param>
/// <param name="Words">In the language; null when it has none.</param>
/// <param name="State">Of <paramref name="Words"/>.</param>
internal sealed record TranslationUnit(string Id, string Italian, string? Words, TextState State)
{
    public const string RightsPrefix = "rights/";

    /// <summary>Everything of a language, in a fixed order. The desk speaks Italian and is not among it.</summary>
    public static IReadOnlyList<TranslationUnit> Of(LocaleLibrary locales, RightsLibrary rights, LocaleTag tag)
    {
        var (own, pack) = (locales.Own(tag), locales.Pack(tag));
        var stamps = Stamps.Read(Path.Combine(locales.Folder, tag.Value));
        var texts = locales.Own(LocaleTag.Italian).Where(text => !text.Key.StartsWith(PackCheck.OfTheDesk, StringComparison.Ordinal)).OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => own.GetValueOrDefault(text.Key) is { } words
                ? new TranslationUnit(text.Key, text.Value.Text, ReadingOrder.Plain(words.Text), words.State)
                : new(text.Key, text.Value.Text, null, TextState.Draft));
        var lines = pack.SafetyLevel ? [] : rights.Words(tag)
            .Select(line => new TranslationUnit(line.Id, line.Italian, line.Words, stamps.IsStale(line.Id, line.Italian) ? TextState.Stale : pack.State));
        return [.. texts, .. lines];
    }
}
