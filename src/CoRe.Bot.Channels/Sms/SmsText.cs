using System.Text;

namespace CoRe.Bot.Channels.Sms;

/// <summary>
/// What a text costs on the air (3GPP TS 23.038): the GSM alphabet has 160 letters in one segment and 153 in each of several; one letter outside of it
/// makes the whole message UCS-2, 70 and 67.
/// </summary>
public static class SmsText
{
    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Each takes two places.
    private const string Extended = "^{}\\[~]|€\f";

    // Signs of print that say the same in the small alphabet. No letter of a word is among them.
    private static readonly (string Fine, string Plain)[] Signs = [("’", "'"), ("‘", "'"), ("“", "\""), ("”", "\""), ("«", "\""), ("»", "\""), ("–", "-"), ("—", "-"), ("…", "..."), ("\u00a0", " "), ("\u202f", " "), ("•", "-")];

    /// <summary>Segments that the text takes; 0 for none.</summary>
    public static int Segments(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (!text.All(letter => Basic.Contains(letter) || Extended.Contains(letter)))
        {
            return text.Length <= 70 ? 1 : (text.Length + 66) / 67;
        }

        var places = text.Length + text.Count(letter => Extended.Contains(letter));
        return places <= 160 ? 1 : (places + 152) / 153;
    }

    /// <summary>The text with plain signs when that makes it fit the small alphabet; else as it is. A letter is never changed.</summary>
    public static string Slim(string text)
    {
        var plain = new StringBuilder(text);
        foreach (var (fine, sign) in Signs)
        {
            plain.Replace(fine, sign);
        }

        var slim = plain.ToString();
        return Segments(slim) < Segments(text) ? slim : text;
    }
}
