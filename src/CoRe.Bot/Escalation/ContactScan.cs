using System.Text.RegularExpressions;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Escalation;

/// <summary>
/// Sees whether an operator's text carries a way to be reached outside this chat: a number, an address, a link, a handle. The
/// desk asks again and writes it down: moving a child to a private number is how harm by helpers begins.
/// </summary>
internal static partial class ContactScan
{
    private const int FewestDigits = 7;

    public static bool HasContact(PersonText text) => Digits().Matches(text.Reveal()).Any(run => run.Value.Count(char.IsDigit) >= FewestDigits)
        || Address().IsMatch(text.Reveal());

    /// <summary>Digits of any script with what people put between them.</summary>
    [GeneratedRegex(@"\d[\d\s.\-()/]{5,}\d", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Digits();

    [GeneratedRegex(@"https?://|www\.|\S@\S+\.\S|(?<!\S)@\w{3,}|\b[\w-]+\.(com|it|org|net|me|eu|gl|ly)(/|\b)|\b(whats\s?app|telegram|instagram|insta|snap\s?chat|messenger|signal|tik\s?tok|facebook)\b|واتساب|تلغرام|انستغرام",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Address();
}
