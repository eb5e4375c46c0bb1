namespace CoRe.Bot.Languages.Packs;

/// <summary>Compares a pack with the Italian source: nothing missing, nothing left over, the same places to fill.</summary>
internal static class PackCheck
{
    // The languages of the launch must be whole. Another pack may grow in the open as long as it calls itself a draft.
    private static readonly string[] Whole = ["it", "en", "fr", "ar"];

    // The desk's pages speak Italian: their readers are the network's operators, not the people who write.
    public const string OfTheDesk = "desk.";

    // A script says the direction; a wrong one turns a whole page round.
    private static readonly string[] RightToLeft = ["ar", "fa", "prs", "ps", "ur", "pa-arab"];

    public static IEnumerable<string> Problems(PackFiles pack, PackFiles source, IEnumerable<LocaleTag> known) =>
        [.. pack.Problems, .. OfPack(pack, known), .. Missing(pack, source), .. Different(pack, source)];

    private static IEnumerable<string> OfPack(PackFiles pack, IEnumerable<LocaleTag> known)
    {
        foreach (var tag in pack.Pack.Fallback.Except(known))
        {
            yield return $"{pack.Name}/locale.json: falls back to '{tag}', which is no pack.";
        }

        if (pack.Pack.RightToLeft != RightToLeft.Contains(pack.Pack.Tag.Value))
        {
            yield return $"{pack.Name}/locale.json: '{pack.Pack.Direction}' is not how this language is written.";
        }
    }

    /// <summary>Whether gaps in this pack are a problem; elsewhere a fallback fills them.</summary>
    public static bool MustBeWhole(LocalePack pack) => pack.State != TextState.Draft || Whole.Contains(pack.Tag.Value);

    private static IEnumerable<string> Missing(PackFiles pack, PackFiles source)
    {
        if (!MustBeWhole(pack.Pack))
        {
            return [];
        }

        return source.Texts
            .Where(text => !pack.Texts.ContainsKey(text.Key) && !text.Key.StartsWith(OfTheDesk, StringComparison.Ordinal))
            .OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => $"{text.Value.File.Replace($"{source.Name}/", $"{pack.Name}/", StringComparison.Ordinal)}: '{text.Key}' is missing.");
    }

    private static IEnumerable<string> Different(PackFiles pack, PackFiles source)
    {
        foreach (var (key, text) in pack.Texts.OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            if (!source.Texts.TryGetValue(key, out var italian))
            {
                yield return $"{text.File}: '{key}' has no Italian source.";
            }
            else if (!Placeholders.Names(text.Text).SetEquals(Placeholders.Names(italian.Text)))
            {
                yield return $"{text.File}: '{key}' does not have the places of the Italian text.";
            }
        }
    }
}
