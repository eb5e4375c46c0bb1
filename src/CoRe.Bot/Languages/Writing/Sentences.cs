using System.Text.RegularExpressions;

namespace CoRe.Bot.Languages.Writing;

/// <summary>A tired reader holds about twenty words. Longer sentences than these are divided, not waived.</summary>
internal static partial class Sentences
{
    /// <summary>Words in a sentence of the chat.</summary>
    public const int LongestSpoken = 28;

    /// <summary>Words in a sentence about rights: laws have long names.</summary>
    public const int LongestOfRights = 32;

    /// <summary>How many words the longest sentence has.</summary>
    public static int Longest(string text) =>
        End().Split(text).Max(sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);

    [GeneratedRegex(@"[.!?:;\n\u061F\u061B\u06D4\u0964\u104B\u1362\u1363\u3002\uFF01\uFF1F\uFF1B\uFF1A]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex End();
}
