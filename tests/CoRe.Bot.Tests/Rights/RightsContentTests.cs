using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>What the files of the product themselves must keep.</summary>
public sealed class RightsContentTests
{
    private static readonly LocaleTag[] Launch = [LocaleTag.Italian, LocaleTag.English, LocaleTag.French, LocaleTag.Arabic];

    [Fact]
    public void The_26_topics_are_there_in_the_languages_of_the_launch_and_have_no_problems()
    {
        var library = Library();

        Assert.Empty(library.Problems());
        Assert.Equal(26, library.Topics.Count);
        Assert.All(library.Topics, topic => Assert.All(Launch, tag => Assert.Equal(tag, library.Article(topic, tag).Locale)));
    }

    [Fact]
    public void No_unconfirmed_line_is_among_the_lines_that_people_see()
    {
        var library = Library();
        var unconfirmed = library.Unconfirmed().Select(line => (line.Topic, line.LineId)).ToHashSet();

        var shown = library.Topics.SelectMany(topic => Launch.SelectMany(tag => library.Article(topic, tag).Lines.Select(line => (topic, line.Id))));

        Assert.NotEmpty(unconfirmed);
        Assert.DoesNotContain(shown, unconfirmed.Contains);
    }

    [Fact]
    public void Every_line_that_people_see_can_be_read_at_its_source()
    {
        var library = Library();

        var sources = library.Topics.SelectMany(topic => library.Article(topic, LocaleTag.Italian).Lines)
            .Select(line => line.Sources.Select(library.Source).Any(source => Uri.IsWellFormedUriString(source.Url, UriKind.Absolute)));

        Assert.DoesNotContain(false, sources);
    }

    [Fact]
    public void Every_part_of_an_article_has_a_heading()
    {
        var locales = LocaleFolder.RealLibrary();

        Assert.All(
            Enum.GetValues<RightsPart>().Where(part => part != RightsPart.Answer),
            part => Assert.True(locales.Has($"rights.part.{part.ToString().ToLowerInvariant()}")));
    }

    private static RightsLibrary Library() => RightsLibrary.Load(LocaleFolder.RealLibrary(), TimeProvider.System);
}
