using System.Globalization;
using System.Text.RegularExpressions;

namespace CoRe.Bot.Languages.Translating;

/// <summary>
/// What tells who somebody is stays in the house: telephone numbers and other long numbers, e-mail addresses, links, streets with a number, and
/// names that somebody says of themselves. The engine sees <c>[[1]]</c> instead and the words come back in the same places.
/// </summary>
internal sealed partial class Mask
{
    private readonly List<string> _hidden = [];

    private Mask()
    {
    }

    /// <summary>The words without what was hidden.</summary>
    public string Words { get; private set; } = "";

    public static Mask Of(string words)
    {
        var mask = new Mask();
        var plain = words;
        foreach (var rule in new[] { Mail(), Link(), Street(), Number(), Name() })
        {
            plain = rule.Replace(plain, mask.Hide);
        }

        mask.Words = plain;
        return mask;
    }

    /// <summary>Puts what was hidden back. A sign that the engine lost stays away: better no name than one in the wrong place.</summary>
    public string Restore(string translated) => Sign().Replace(translated, sign =>
        int.TryParse(sign.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= _hidden.Count ? _hidden[at - 1] : sign.Value);

    private string Hide(Match found)
    {
        var hidden = found.Groups["hide"] is { Success: true } part ? part : found;
        _hidden.Add(hidden.Value);
        var (before, after) = (found.Value[..(hidden.Index - found.Index)], found.Value[(hidden.Index - found.Index + hidden.Length)..]);
        return string.Create(CultureInfo.InvariantCulture, $"{before}[[{_hidden.Count}]]{after}");
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+\w", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:https?://|www\.)\S+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Link();

    // Seven digits and more, however they are grouped and in whatever script; not 112 or 800 290 290's parts in a sentence about age.
    [GeneratedRegex(@"\+?\d(?:[\s./-]?\d){6,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:via|viale|piazza|piazzale|corso|vicolo|largo|rue|avenue|street|strada|calle)\s+(?:\p{L}[\p{L}'’.]*\s+){1,5}\d{1,4}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Street();

    // "My name is" in the languages of those who come; the one or two words behind it.
    [GeneratedRegex(
        @"(?i:\b(?:mi chiamo|il mio nome è|my name is|i am called|je m['’]appelle|mon nom est|me llamo|mi nombre es|quhem|unë quhem|mă numesc|ma numesc|numele meu este|мене звати|мене звуть|меня зовут|adım|ismim|benim adım|meu nome é|me chamo|magacaygu waa|mera naam|mera nam|amar naam|amar nam|ismi)|اسمي|أنا اسمي|میرا نام|اسم من|نام من|زما نوم|আমার নাম|मेरा नाम|ਮੇਰਾ ਨਾਂ|我叫|我的名字是)\s*(?<hide>\p{L}[\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)?)",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Name();

    [GeneratedRegex(@"\[\s*\[\s*(\d{1,3})\s*\]\s*\]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Sign();
}
