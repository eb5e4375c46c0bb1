using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class HotlinesTests
{
    private static readonly HotlinesFile Data = DirectoryFiles.Hotlines();

    [Fact]
    public void Every_harm_has_112_and_114_first() =>
        Assert.All(Enum.GetValues<RiskCategory>(), harm => Assert.Equal(["112", "114"], Lines().For(harm).Take(2).Select(line => line.Id)));

    [Theory]
    [InlineData("fgm")]
    [InlineData("116117")]
    public void A_line_that_nobody_verified_is_never_shown(string id)
    {
        Assert.Contains(Data.Hotlines, line => line.Id == id);
        Assert.Null(Lines().Find(id));
    }

    [Fact]
    public void The_return_line_is_offered_only_where_somebody_asks_about_returning()
    {
        var lines = Lines();

        Assert.Equal(["rva"], lines.For(new TopicId("returning_home_voluntary")).Select(line => line.Id));
        Assert.DoesNotContain(Enum.GetValues<RiskCategory>().SelectMany(lines.For), line => line.Id == "rva");
        Assert.DoesNotContain(ServiceLibraryTests.Needs().Keys.SelectMany(need => lines.For(need, "roma")), line => line.Id == "rva");
    }

    [Theory]
    [InlineData("roma", true)]
    [InlineData("milano", false)]
    [InlineData(null, false)]
    public void The_social_line_of_rome_is_shown_only_in_rome(string? city, bool shown) =>
        Assert.Equal(shown, Lines().For("sleep_eat", city).Any(line => line.Id == "sos_roma"));

    [Fact]
    public void The_transposed_number_of_save_the_children_is_nowhere()
    {
        var line = Lines().Find("stc_helpline")!;

        Assert.Equal("tel:3512202016", line.Mobile!.Link);
        Assert.Equal("tel:800141016", line.Number.Link);
    }

    [Fact]
    public void Production_shows_112_and_what_was_dialled()
    {
        var dialled = new HotlinesFile([.. Data.Hotlines.Select(line => line.Id == "114" ? line with { DialledOn = "2026-11-20" } : line)]);
        var production = new Hotlines(dialled, ServiceLibraryTests.Needs(), production: true);

        Assert.Equal(["112", "114"], production.For(RiskCategory.SelfHarm).Select(line => line.Id));
        Assert.Equal(["112"], new Hotlines(Data, ServiceLibraryTests.Needs(), production: true).For(RiskCategory.SelfHarm).Select(line => line.Id));
    }

    [Fact]
    public void Production_does_not_open_while_nobody_dialled_the_lines_that_texts_name()
    {
        var services = ServiceLibraryTests.Library(production: true);
        var all = new HotlinesFile([.. Data.Hotlines.Select(line => line with { DialledOn = "2026-11-20" })]);

        var missing = new DirectoryReadiness(Lines(), services).Check().Where(line => line.Level == ReadinessLevel.Missing).ToArray();

        Assert.Equal(Hotlines.NamedInTexts.Count, missing.Length);
        Assert.DoesNotContain(new DirectoryReadiness(new Hotlines(all, ServiceLibraryTests.Needs(), production: true), services).Check(), line => line.Level == ReadinessLevel.Missing);
    }

    [Fact]
    public void A_line_that_cannot_be_dialled_stops_the_start()
    {
        var broken = new HotlinesFile([Data.Hotlines[0] with { Tel = "11two" }]);

        Assert.Throws<InvalidDataException>(() => new Hotlines(broken, ServiceLibraryTests.Needs(), production: false));
    }

    [Theory]
    [InlineData("045 8184111", "tel:0458184111")]
    [InlineData("800 440022", "tel:800440022")]
    [InlineData("116000", "tel:116000")]
    [InlineData("329 2886466", "tel:3292886466")]
    [InlineData("+39 02 58102599", "tel:+390258102599")]
    [InlineData("12", null)]
    [InlineData("call me", null)]
    [InlineData("0039", null)]
    [InlineData("80044002", null)]
    public void Only_what_a_phone_can_dial_is_a_number(string written, string? link) => Assert.Equal(link, PhoneNumber.TryParse(written)?.Link);

    private static Hotlines Lines() => new(Data, ServiceLibraryTests.Needs(), production: false);
}
