using System.Collections.Frozen;
using System.Text;

namespace CoRe.Bot.Hosting.Verbs.Disguising;

/// <summary>
/// Simple transliteration by letter. People write short vowels too, which the letters do not tell, so this is harder to read than
/// what they write; it is a lower bound.
/// </summary>
internal static class Romanized
{
    private static readonly FrozenDictionary<char, string> ArabicLetters = Table(
        "ا a أ a إ e آ a ء 2 ئ 2 ؤ 2 ب b ت t ث th ج j ح 7 خ 5 د d ذ d ر r ز z س s ش sh ص 9 ض d ط t ظ z ع 3 غ gh ف f ق 9 ك k ل l م m ن n ه h ة a و w ي y ى a پ p چ ch ڤ v گ g ، ,");

    private static readonly FrozenDictionary<char, string> UrduLetters = Table(
        "ا a آ aa أ a ء _ ئ i ؤ o ب b پ p ت t ٹ t ث s ج j چ ch ح h خ kh د d ڈ d ذ z ر r ڑ r ز z ژ zh س s ش sh ص s ض z ط t ظ z ع a غ gh ف f ق q ک k ك k گ g ل l م m ن n ں n و o ہ h ه h ھ h ۃ a ی i ي i ے e ۔ . ، ,");

    private static readonly FrozenDictionary<char, string> BengaliConsonants = Table(
        "ক k খ kh গ g ঘ gh ঙ ng চ ch ছ ch জ j ঝ jh ঞ n ট t ঠ th ড d ঢ dh ণ n ত t থ th দ d ধ dh ন n প p ফ f ব b ভ bh ম m য j র r ল l শ sh ষ sh স s হ h");

    private static readonly FrozenDictionary<char, string> BengaliOthers = Table(
        "অ o আ a ই i ঈ i উ u ঊ u ঋ ri এ e ঐ oi ও o ঔ ou া a ি i ী i ু u ূ u ৃ ri ে e ৈ oi ো o ৌ ou ং ng ঃ _ ঁ _ ৎ t ্ _ \u09BC _ \u09DC r \u09DD r \u09DF y । .");

    public static string Arabic(string text) => Letters(text, ArabicLetters);

    public static string Urdu(string text) => Letters(text, UrduLetters);

    /// <summary>A consonant without a vowel sign speaks an o, except at the end of a word.</summary>
    public static string Bengali(string text)
    {
        var latin = new StringBuilder(text.Length * 2);
        var whole = text.Normalize(NormalizationForm.FormC).Replace("য\u09BC", "\u09DF", StringComparison.Ordinal)
            .Replace("ড\u09BC", "\u09DC", StringComparison.Ordinal).Replace("ঢ\u09BC", "\u09DD", StringComparison.Ordinal);
        for (var i = 0; i < whole.Length; i++)
        {
            if (BengaliConsonants.TryGetValue(whole[i], out var consonant))
            {
                var next = i + 1 < whole.Length ? whole[i + 1] : ' ';
                latin.Append(consonant).Append(BengaliConsonants.ContainsKey(next) ? "o" : "");
            }
            else
            {
                latin.Append(BengaliOthers.TryGetValue(whole[i], out var known) ? known : whole[i].ToString());
            }
        }

        return latin.ToString();
    }

    private static string Letters(string text, FrozenDictionary<char, string> table)
    {
        var latin = new StringBuilder(text.Length * 2);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            latin.Append(table.TryGetValue(c, out var known) ? known : c is >= '\u064B' and <= '\u0652' ? "" : c.ToString());
        }

        return latin.ToString();
    }

    /// <summary>Letters and what stands for them by turns; "_" for nothing.</summary>
    private static FrozenDictionary<char, string> Table(string pairs) => pairs.Split(' ').Chunk(2)
        .Where(p => p[0].Length == 1).DistinctBy(p => p[0][0]).ToFrozenDictionary(p => p[0][0], p => p[1] == "_" ? "" : p[1]);
}
