using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Wires;

/// <summary>An order and the words written behind it.</summary>
internal sealed record WireOrder(string Name, string Words);

/// <summary>The orders of the messengers' menus (<c>/help</c>) as the orders that the page's buttons give.</summary>
internal sealed class WireCommands(LocaleLibrary locales) : IWireWords
{
    public const string Start = "start";

    /// <summary>Words that lead back to this talk; with words behind it: to the talk of these words.</summary>
    public const string Code = "code";

    public const string Menu = "#menu";

    private static readonly Dictionary<string, string> Orders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["menu"] = Menu, ["help"] = "#help", ["numbers"] = "#help", ["person"] = "#person", ["language"] = "#language", ["back"] = "#back",
        ["erase"] = "#erase", ["stop"] = "#stop", ["restart"] = "#restart", ["services"] = "#services", ["topics"] = "#topics",
    };

    private static readonly (string Command, string Key)[] Shown =
    [
        ("help", "page.emergency"), ("person", "page.menu.person"), ("menu", "page.menu.topics"), ("language", "page.lang.change"), (Code, "page.code.get"), ("erase", "page.menu.erase"),
    ];

    public IReadOnlyList<string> Languages => [.. locales.Packs.Where(pack => locales.IsOpen(pack.Tag)).Select(pack => pack.Tag.Value)];

    public IReadOnlyList<(string Command, string Description)> Commands(string language) =>
        [.. Shown.Select(line => (line.Command, locales.Text(language.Length > 0 ? new LocaleTag(language) : LocaleTag.English, line.Key).Text))];

    /// <summary>Splits <c>/person@our_bot my words</c> into the order and the words behind it; null when it is no order of ours.</summary>
    public static WireOrder? Read(string? text)
    {
        if (text is not ['/', _, ..])
        {
            return null;
        }

        var end = text.AsSpan().IndexOfAny(" \n\t");
        var name = (end < 0 ? text[1..] : text[1..end]).Split('@')[0].ToLowerInvariant();
        return name is Start or Code || Orders.ContainsKey(name) ? new WireOrder(name, end < 0 ? "" : text[end..].Trim()) : null;
    }

    /// <summary>What a button of the page would send for it.</summary>
    public static string Order(string name) => Orders.GetValueOrDefault(name, Menu);
}
