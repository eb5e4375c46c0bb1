using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>The product's own sentences against the measure that editors are held to, too.</summary>
public sealed class PlainLanguageTests
{
    [Fact]
    public void No_sentence_is_longer_than_a_tired_reader_can_hold()
    {
        var locales = LocaleFolder.RealLibrary();
        var rights = RightsLibrary.Load(locales, TimeProvider.System);
        var spoken = from pack in locales.Packs
                     from text in locales.Own(pack.Tag)
                     where !text.Key.StartsWith(PackCheck.OfTheDesk, StringComparison.Ordinal) && Sentences.Longest(text.Value.Text) > Sentences.LongestSpoken
                     select $"{pack.Tag} {text.Key}";
        var told = from pack in locales.Packs
                   from line in rights.Words(pack.Tag)
                   where Sentences.Longest((pack.Tag == LocaleTag.Italian ? line.Italian : line.Words) ?? "") > Sentences.LongestOfRights
                   select $"{pack.Tag} {line.Id}";

        Assert.Empty(spoken.Concat(told));
    }

    [Theory]
    [InlineData("Uno due tre. Quattro cinque!", 3)]
    [InlineData("uno; due tre: quattro\ncinque", 2)]
    [InlineData("واحد اثنان؟ ثلاثة", 2)]
    [InlineData("一二三。四五", 1)]
    public void Sentences_are_counted_by_words(string text, int longest) => Assert.Equal(longest, Sentences.Longest(text));

    [Fact]
    public void A_long_one_would_be_seen() => Assert.True(Sentences.Longest(string.Join(' ', Enumerable.Repeat("parola", Sentences.LongestOfRights + 1))) > Sentences.LongestOfRights);
}
