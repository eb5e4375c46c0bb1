using System.Text.RegularExpressions;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>A tired reader holds about twenty words. Longer sentences than these are divided, not waived.</summary>
public sealed partial class PlainLanguageTests
{
    private const int LongestSpoken = 28, LongestOfRights = 32;

    [Fact]
    public void No_sentence_is_longer_than_a_tired_reader_can_hold()
    {
        var locales = LocaleFolder.RealLibrary();
        var rights = RightsLibrary.Load(locales, TimeProvider.System);
        var spoken = from pack in locales.Packs
                     from text in locales.Own(pack.Tag)
                     where !text.Key.StartsWith(PackCheck.OfTheDesk, StringComparison.Ordinal) && Longest(text.Value.Text) > LongestSpoken
                     select $"{pack.Tag} {text.Key}";
        var told = from pack in locales.Packs
                   from line in rights.Words(pack.Tag)
                   where Longest((pack.Tag == LocaleTag.Italian ? line.Italian : line.Words) ?? "") > LongestOfRights
                   select $"{pack.Tag} {line.Id}";

        Assert.Empty(spoken.Concat(told));
    }

    [Theory]
    [InlineData("Uno due tre. Quattro cinque!", 3)]
    [InlineData("uno; due tre: quattro\ncinque", 2)]
    [InlineData("واحد اثنان؟ ثلاثة", 2)]
    [InlineData("一二三。四五", 1)]
    public void Sentences_are_counted_by_words(string text, int longest) => Assert.Equal(longest, Longest(text));

    [Fact]
    public void A_long_one_would_be_seen() => Assert.True(Longest(string.Join(' ', Enumerable.Repeat("parola", LongestOfRights + 1))) > LongestOfRights);

    private static int Longest(string text) => Sentence().Split(text).Max(sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);

    [GeneratedRegex(@"[.!?:;\n؟؛۔।။።፣。！？；：]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Sentence();
}
