using System.Text.RegularExpressions;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>A number that a phone in Italy can dial: digits only, with the form that people read beside it.</summary>
internal sealed partial record PhoneNumber
{
    private PhoneNumber(string digits, string display) => (Digits, Display) = (digits, display);

    public string Digits { get; }

    public string Display { get; }

    /// <summary>The value of a call button.</summary>
    public string Link => $"tel:{Digits}";

    /// <summary>Null when this is no Italian number: a wrong number is worse than none, so nothing is repaired.</summary>
    public static PhoneNumber? TryParse(string? written, string? display = null)
    {
        var digits = written is null ? "" : Separators().Replace(written.Trim(), "");
        return Dialable().IsMatch(digits) ? new PhoneNumber(digits, display ?? written!.Trim()) : null;
    }

    [GeneratedRegex(@"[ .\-/]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Separators();

    // Emergency and short lines (112, 1522, 19696, 116000), free lines (800…), landlines (0…), mobiles (3…), each with or without +39.
    [GeneratedRegex(@"^(?:1\d{2,5}|(?:\+39)?(?:800\d{6}|0\d{5,10}|3\d{8,9}))$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Dialable();
}
