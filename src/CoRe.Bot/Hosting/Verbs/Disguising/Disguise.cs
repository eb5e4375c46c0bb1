using System.Globalization;
using System.Text;

namespace CoRe.Bot.Hosting.Verbs.Disguising;

/// <summary>One way in which people hide or mangle what they write. The same row always wears it the same way.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Worn">The disguised text, or the text itself where the disguise does not apply to its script.</param>
internal sealed record Disguise(string Name, Func<RiskRow, string> Worn)
{
    public static IReadOnlyList<Disguise> All { get; } =
    [
        new("no diacritics", row => LetterDisguises.WithoutDiacritics(row.Text)),
        new("leet", row => LetterDisguises.Leet(row.Text, Dice(row, "leet"))),
        new("elongation", row => LetterDisguises.Elongated(row.Text)),
        new("spaced letters", row => LetterDisguises.Spaced(row.Text)),
        new("homoglyphs", row => LetterDisguises.Homoglyphs(row.Text, Dice(row, "homoglyphs"))),
        new("tatweel and harakat", row => LetterDisguises.Decorated(row.Text)),
        new("arabizi", row => row.Lang == "ar" ? Romanized.Arabic(row.Text) : row.Text),
        new("roman urdu and bengali", row => row.Lang switch
        {
            "ur" => Romanized.Urdu(row.Text),
            "bn" => Romanized.Bengali(row.Text),
            _ => row.Text,
        }),
        new("emoji", row => WordDisguises.WithEmoji(row.Text, Dice(row, "emoji"))),
        new("typo", row => WordDisguises.WithTypo(row.Text, Dice(row, "typo"))),
        new("code-mix", row => WordDisguises.CodeMixed(row.Text, row.Lang ?? "", Dice(row, "mix"))),
        new("capitals", row => row.Text.ToUpperInvariant()),
    ];

    /// <summary>The disguised text; null where it does not apply.</summary>
    public string? Wear(RiskRow row)
    {
        var worn = Worn(row);
        return string.Equals(worn, row.Text, StringComparison.Ordinal) ? null : worn;
    }

    /// <summary>What people see as one letter: a letter with its marks and vowel signs.</summary>
    public static List<string> Elements(string text)
    {
        var elements = new List<string>();
        var walk = StringInfo.GetTextElementEnumerator(text);
        while (walk.MoveNext())
        {
            elements.Add(walk.GetTextElement());
        }

        return elements;
    }

    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF';

    /// <summary>FNV-1a: the same on every machine and in every run, which string hashes are not.</summary>
    private static uint Dice(RiskRow row, string salt)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(row.Id + salt))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
