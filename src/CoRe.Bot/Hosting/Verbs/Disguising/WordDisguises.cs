using System.Text;

namespace CoRe.Bot.Hosting.Verbs.Disguising;

/// <summary>Disguises that touch words or stand between them.</summary>
internal static class WordDisguises
{
    private const int ShortestMistyped = 4;

    /// <summary>What thumbs hit: a key and one beside it.</summary>
    private const string Neighbours = "asbvcxdfeiergthgijhkjjklknmnbopoqwrestetuyvbwexcyzuza";

    private static readonly string[] Signs = ["😔", "🙏", "😭", "❤️", "😢", "🌸", "😊", "⚽", "🥺"];

    /// <summary>Greeting, filler and farewell, and the languages that they are no mix for.</summary>
    private static readonly (string Language, string Hello, string Filler, string Bye)[] Mixes =
    [
        ("en", "hello bro", "you know", "thank you please"),
        ("it", "ciao ragazzi", "cioè", "grazie mille"),
        ("ar", "salam khoya", "yani", "shukran"),
        ("fr", "bonjour", "du coup", "merci beaucoup"),
        ("es", "hola amigo", "bueno", "gracias"),
        ("ur", "assalam bhai", "acha", "shukriya"),
    ];

    public static string WithEmoji(string text, uint dice)
    {
        var words = text.Split(' ');
        var dressed = new StringBuilder(Signs[dice % 3]);
        for (var i = 0; i < words.Length; i++)
        {
            var sign = Signs[(dice + (uint)i) % (uint)Signs.Length];
            // Now with blanks, now without: both are written.
            dressed.Append(i % 2 == 0 ? " " : "").Append(words[i]).Append(i % 3 == 0 ? $" {sign} " : sign);
        }

        return dressed.ToString();
    }

    /// <summary>One mistake inside the longest word: two letters swapped, one lost, one doubled, or the key beside it.</summary>
    public static string WithTypo(string text, uint dice)
    {
        var words = text.Split(' ');
        var longest = 0;
        for (var i = 1; i < words.Length; i++)
        {
            longest = words[i].Count(char.IsLetter) > words[longest].Count(char.IsLetter) ? i : longest;
        }

        var letters = Disguise.Elements(words[longest]);
        if (letters.Count(e => char.IsLetter(e[0])) < ShortestMistyped || letters.Exists(e => Disguise.IsHan(e[0])))
        {
            return text;
        }

        Mistype(letters, 1 + (int)(dice / 4 % (uint)(letters.Count - 2)), dice % 4);
        words[longest] = string.Concat(letters);
        return string.Join(' ', words);
    }

    public static string CodeMixed(string text, string language, uint dice)
    {
        var others = Array.FindAll(Mixes, m => !language.StartsWith(m.Language, StringComparison.Ordinal));
        var (_, hello, filler, bye) = others[dice % (uint)others.Length];
        return $"{hello}, {text.Replace(", ", $", {filler}, ", StringComparison.Ordinal)}, {bye}";
    }

    private static void Mistype(List<string> letters, int at, uint kind)
    {
        var beside = letters[at] is [var key] ? Neighbours.IndexOf(key, StringComparison.Ordinal) : -1;
        switch (kind)
        {
            case 0 when letters[at] != letters[at + 1]:
                (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
                break;
            case 1:
                letters.RemoveAt(at);
                break;
            case 2 when beside >= 0 && beside + 1 < Neighbours.Length:
                letters[at] = Neighbours[beside + 1].ToString();
                break;
            default:
                letters.Insert(at, letters[at]);
                break;
        }
    }
}
