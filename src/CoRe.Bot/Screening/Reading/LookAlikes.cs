using System.Collections.Frozen;

namespace CoRe.Bot.Screening.Reading;

/// <summary>Letters of another script that look the same, put back inside a word that mixes scripts; whole words are never touched.</summary>
internal static class LookAlikes
{
    /// <summary>What a message must contain before a word of it can be a mixture.</summary>
    private const int Latin = 1 << (int)Script.Latin, Others = 1 << (int)Script.Cyrillic | 1 << (int)Script.Greek;

    /// <summary>Latin letters that Cyrillic has too, in small or in capitals; any other one shows that the word is Latin.</summary>
    private const string LatinShared = "aeopcyxisjkmtbh";

    /// <summary>Cyrillic letters that are Latin only as capitals; small ones show that the word is Cyrillic, unless a Latin letter says otherwise.</summary>
    private const string CyrillicOwn = "кмтвн";

    private static readonly FrozenDictionary<char, char> ToLatin =
        ("аaеeоoрpсcуyхxіiѕsјjкkмmтtвbнhԁdӏl" + "αaοoνvιiρpκkτtυuεeηnχxγyβbμmζzωw").Chunk(2).ToFrozenDictionary(p => p[0], p => p[1]);

    private static readonly FrozenDictionary<char, char> ToCyrillic =
        "aаeеoоpрcсyуxхiіsѕjјkкmмtтbвhн".Chunk(2).ToFrozenDictionary(p => p[0], p => p[1]);

    public static bool MayMix(int scripts) => (scripts & Latin) != 0 && (scripts & Others) != 0;

    /// <param name="word">Folded; changed in place.</param>
    /// <param name="cyrillic">Whether the words before were Cyrillic: decides where all letters exist in both.</param>
    public static void Unmix(Span<char> word, bool cyrillic)
    {
        var (latin, other, latinOwn, cyrillicOwn) = (false, false, false, false);
        foreach (var c in word)
        {
            var isLatin = c is >= 'a' and <= 'z';
            latin |= isLatin;
            latinOwn |= isLatin && !LatinShared.Contains(c);
            other |= Letters.ScriptOf(c) is Script.Cyrillic or Script.Greek;
            cyrillicOwn |= IsCyrillicOwn(c);
        }

        if (latin && other)
        {
            var back = !latinOwn && (cyrillicOwn || cyrillic) ? ToCyrillic : ToLatin;
            foreach (ref var c in word)
            {
                c = back.TryGetValue(c, out var kept) ? kept : c;
            }
        }
    }

    public static bool IsCyrillicOwn(char c) =>
        Letters.ScriptOf(c) == Script.Cyrillic && (CyrillicOwn.Contains(c) || !ToLatin.ContainsKey(c));
}
