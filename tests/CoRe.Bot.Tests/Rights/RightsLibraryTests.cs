using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Tests.Rights;

public sealed class RightsLibraryTests
{
    private const string ForParents = "\n  - id: answer-1-parent\n    part: answer\n    audience: parent\n    instead_of: answer-1\n    mark: P\n    sources: [S1 art. 1]\n    text: \"I tuoi figli possono andare.\"\n";
    private static readonly TopicId School = new("school");

    [Fact]
    public void Only_lines_with_a_law_or_a_page_behind_them_are_shown_and_the_rest_goes_to_the_lawyer()
    {
        using var folder = Packs();
        var library = Load(folder);

        Assert.Equal(["answer-1", "next-1"], library.Article(School, LocaleTag.Italian).Lines.Select(line => line.Id));
        Assert.Equal(["answer-2"], library.Unconfirmed().Select(line => line.LineId));
    }

    [Fact]
    public void An_article_comes_with_its_law_its_date_its_sources_and_its_language()
    {
        using var folder = Packs();
        var library = Load(folder);

        var article = library.Article(School, LocaleTag.English);

        Assert.Equal("art. 45", article.LegalBasis);
        Assert.Equal(new DateOnly(2026, 11, 23), article.CheckedOn);
        Assert.Equal("You may go.", article.Lines[0].Text);
        Assert.Equal(LocaleTag.English, article.Locale);
        Assert.Equal("https://example.org/law", library.Source(article.Lines[0].Sources[0]).Url);
    }

    [Fact]
    public void A_language_without_the_topic_gets_the_nearest_one_and_is_told_which()
    {
        using var folder = Packs();

        Assert.Equal(LocaleTag.Italian, Load(folder).Article(School, new LocaleTag("sq")).Locale);
    }

    [Fact]
    public void A_line_is_shown_on_its_last_day_and_gone_the_day_after()
    {
        using var folder = Packs();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero));
        var library = RightsLibrary.Load(folder.Load(), time);
        Assert.Contains(library.Article(School, LocaleTag.Italian).Lines, line => line.Id == "next-1");

        time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["answer-1"], library.Article(School, LocaleTag.Italian).Lines.Select(line => line.Id));
    }

    [Fact]
    public void An_expired_topic_says_nothing_and_is_no_longer_listed()
    {
        using var folder = Packs(validUntil: "valid_until: 2026-11-30");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        var library = RightsLibrary.Load(folder.Load(), time);
        Assert.Equal([School], library.Topics);

        time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(library.Topics);
        Assert.Empty(library.Article(School, LocaleTag.English).Lines);
    }

    [Theory]
    [InlineData(null, "Puoi andare.", "Per te.")]
    [InlineData(RightsAudience.Minor, "Puoi andare.", "Per te.")]
    [InlineData(RightsAudience.Parent, "I tuoi figli possono andare.")]
    public void A_parent_reads_of_the_child_and_a_child_of_itself(object? reader, params string[] said)
    {
        using var folder = Packs(file => file + ForParents + "  - id: answer-3\n    part: answer\n    mark: L\n    audience: minor\n    sources: [S1]\n    text: \"Per te.\"\n");

        var lines = Load(folder).Article(School, LocaleTag.Italian, (RightsAudience?)reader).Lines;

        Assert.Equal(said, lines.Where(line => line.Part == RightsPart.Answer).Select(line => line.Text));
    }

    [Fact]
    public void A_topic_that_speaks_to_minors_alone_is_not_empty_for_a_parent()
    {
        using var folder = Packs(file => file.Replace("mark:", "audience: minor\n    mark:", StringComparison.Ordinal));

        Assert.Equal(2, Load(folder).Article(School, LocaleTag.Italian, RightsAudience.Parent).Lines.Count);
    }

    [Theory]
    [InlineData("audience: parent", "audience: both", "'answer-1-parent' replaces a line and does not say for whom.")]
    [InlineData("instead_of: answer-1", "instead_of: answer-9", "'answer-1-parent' replaces 'answer-9', which is no line of that part.")]
    [InlineData("instead_of: answer-1", "instead_of: next-1", "'answer-1-parent' replaces 'next-1', which is no line of that part.")]
    public void Words_for_a_reader_must_stand_for_a_line(string from, string to, string problem)
    {
        using var folder = Packs(file => file + ForParents.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains($"it/rights/school.yaml: {problem}", Load(folder).Problems());
    }

    [Fact]
    public void An_unknown_field_stops_the_start()
    {
        using var folder = Packs(validUntil: "valid_untill: 2026-11-30");

        Assert.Contains("school.yaml", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mark: P", "mark: P\n    sources: [SK]", "'answer-1' is marked as confirmed and names no source.")]
    [InlineData("mark: P", "mark: P\n    sources: [S9]", "'answer-1' names the unknown source 'S9'.")]
    [InlineData("mark: P", "mark: Q\n    sources: [S1]", "'answer-1' has the unknown mark 'Q'.")]
    public void A_line_without_a_real_source_is_a_problem(string from, string to, string problem)
    {
        using var folder = Packs(line => line.Replace($"{from}\n    sources: [S1 art. 1]", to, StringComparison.Ordinal));

        Assert.Contains($"it/rights/school.yaml: {problem}", Load(folder).Problems());
    }

    [Fact]
    public void A_topic_without_law_and_a_translation_with_gaps_are_problems()
    {
        using var folder = Packs(file => file.Replace("art. 45", "", StringComparison.Ordinal));
        folder.Write("en/rights/school.yaml", "topic: school\ntitle: School\nlines:\n  next-1: Go.\n  next-7: Run.\n");
        folder.Write("en/rights/extra.yaml", "topic: extra\ntitle: Extra\nlines: {}\n");

        Assert.Equal(
            [
                "it/rights/school.yaml: no legal basis.",
                "en/rights/extra.yaml: no such topic in Italian.",
                "en/rights/school.yaml: 'next-7' is no line of the Italian topic.",
                "en/rights/school.yaml: 'answer-1' is missing.",
            ],
            Load(folder).Problems());
    }

    private static RightsLibrary Load(LocaleFolder folder) =>
        RightsLibrary.Load(folder.Load(), new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero)));

    private static LocaleFolder Packs(Func<string, string>? change = null, string validUntil = "")
    {
        var italian = $"""
            topic: school
            title: Scuola
            audience: both
            checked_on: 2026-11-23
            {validUntil}
            legal_basis: "art. 45"
            to_confirm: "tutto"
            lines:
              - id: next-1
                part: next
                mark: L
                sources: [S1]
                valid_until: 2026-12-31
                text: "Vai."
              - id: answer-1
                part: answer
                mark: P
                sources: [S1 art. 1]
                text: "Puoi andare."
              - id: answer-2
                part: answer
                mark: K
                sources: [SK]
                text: "Forse."
            """.ReplaceLineEndings("\n");
        return new LocaleFolder()
            .With("it", "{}")
            .With("en", "{}")
            .With("sq", "{}")
            .Write("it/rights/sources.yaml", "S1:\n  title: Law\n  url: https://example.org/law\nSK:\n  title: Known\n")
            .Write("it/rights/school.yaml", change?.Invoke(italian) ?? italian)
            .Write("en/rights/school.yaml", "topic: school\ntitle: School\nlines:\n  answer-1: You may go.\n  next-1: Go.\n");
    }
}
