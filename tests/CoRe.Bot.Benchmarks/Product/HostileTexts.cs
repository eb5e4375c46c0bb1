namespace CoRe.Bot.Benchmarks.Product;

/// <summary>Messages of 4,096 characters, each made to cost one part of the screener as much as it can.</summary>
internal static class HostileTexts
{
    private const int Length = 4_096;

    public static IEnumerable<(string Name, string Text)> All() =>
    [
        ("one disclosure over and over", Filled("mio zio mi picchia ")),
        ("words of many anchors", Filled("lui mi ha detto che non posso dire niente a nessuno ")),
        ("only negators", Filled("non no not never pas mai ")),
        ("spaced letters", Filled("v o g l i o m o r i r e ")),
        ("towers of marks", Filled("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301")),
        ("one letter", Filled("a")),
        ("digits for letters", Filled("v0gl10 m0r1r3 4iut0 ")),
        ("scripts mixed in a word", Filled("mоrire убить ضربني मार ")),
        ("sentence ends", Filled("m.a.m.m.a! zio? ")),
        ("emoji between", Filled("mi😀picchia😭")),
        ("Arabic words that share stems", Filled("ضربني وضربوني يضربونني سيضربني ")),
    ];

    private static string Filled(string unit) => string.Concat(Enumerable.Repeat(unit, (Length / unit.Length) + 1))[..Length];
}
