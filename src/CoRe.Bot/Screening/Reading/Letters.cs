using System.Collections.Frozen;

namespace CoRe.Bot.Screening.Reading;

/// <summary>Facts about letters: variants that count as one, which script a letter belongs to.</summary>
internal static class Letters
{
    /// <summary>Pairs "variant, kept": letters that Unicode does not decompose but people write either way.</summary>
    private const string Variants =
        "ıiłlđdøoðdɛeɔoɲnŋnɓbɗdƙkƴyħhŧt" + "ґгєеыиѣе" +
        "ىيیيېيۍيئيےيڪكکكہهھهەهةهؤوٱا";

    private static readonly FrozenDictionary<char, char> Merged = Variants.Chunk(2).ToFrozenDictionary(p => p[0], p => p[1]);

    public static char Merge(char c)
    {
        if (c is >= '\u1200' and <= '\u135A')
        {
            return MergeEthiopic(c);
        }

        return Merged.TryGetValue(c, out var kept) ? kept : c;
    }

    public static Script ScriptOf(char c) => c switch
    {
        < '\u0250' => Script.Latin,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0600' and <= '\u08FF' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0980' and <= '\u09FF' => Script.Bengali,
        >= '\u0A00' and <= '\u0A7F' => Script.Gurmukhi,
        >= '\u1200' and <= '\u139F' => Script.Ethiopic,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        _ => Script.Latin,
    };

    /// <summary>
    /// Homophone series of Amharic. Tigrinya tells some of them apart, but its words are folded alike on both sides and the
    /// language of a message is not known here, so the series are merged for both.
    /// </summary>
    private static char MergeEthiopic(char c)
    {
        var order = (c - '\u1200') & 7;
        var kept = (char)(c - order) switch
        {
            '\u1210' or '\u1280' or '\u12B8' => '\u1200',
            '\u1220' => '\u1230',
            '\u12D0' => '\u12A0',
            '\u1340' => '\u1338',
            var row => row,
        };
        // The first and fourth vowel of the two throat series sound the same.
        return kept is '\u1200' or '\u12A0' && order == 3 ? kept : (char)(kept + order);
    }
}

/// <summary>The tables of the matcher: scripts, and two ways of reading Latin letters by sound.</summary>
internal enum Script
{
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Ethiopic,
    Han,

    /// <summary>Arabic in Latin letters, by phonetic key.</summary>
    Arabizi,

    /// <summary>Urdu, Hindi or Bengali in Latin letters, by phonetic key.</summary>
    Indic,

    /// <summary>No lexicon; its letters stand in for Latin ones.</summary>
    Greek,
}
