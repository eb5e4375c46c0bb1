using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class PlaceBookTests
{
    private static readonly PlaceBook Book = new(DirectoryFiles.Places());

    [Theory]
    [InlineData("sono a termini", "roma-termini")]
    [InlineData("Roma Tiburtina", "roma-tiburtina")]
    [InlineData("near milano centrale station", "milano-centrale")]
    [InlineData("porta palazzo", "torino-porta-palazzo")]
    [InlineData("sono a casa", null)]
    [InlineData("termini o tiburtina", null)]
    public void A_place_is_found_by_its_name(string written, string? id) => Assert.Equal(id, Book.In(written)?.Id);

    [Theory]
    [InlineData(41.903, 12.503, "roma-termini")]
    [InlineData(45.46, 9.23, "milano-lambrate")]
    [InlineData(52.5, 13.4, null)]
    public void The_nearest_place_and_none_from_far_away(double latitude, double longitude, string? id) => Assert.Equal(id, Book.Nearest(new GeoPoint(latitude, longitude))?.Id);

    [Fact]
    public void Every_place_lies_in_italy_in_a_city_we_know_and_says_where_it_is_from()
    {
        var cities = new Cities(DirectoryFiles.Cities());

        Assert.All(DirectoryFiles.Places(), place =>
        {
            Assert.NotNull(cities.Find(place.City));
            Assert.InRange(place.Latitude, 36, 47.2);
            Assert.InRange(place.Longitude, 6.5, 18.6);
            Assert.NotEmpty(place.Source);
        });
        Assert.Equal(Book.All.Count, Book.All.Select(place => place.Id).Distinct().Count());
    }

    [Fact]
    public void Milan_is_some_480_kilometres_from_rome() =>
        Assert.InRange(Book.Find("roma-termini")!.Position.KilometresTo(Book.Find("milano-centrale")!.Position), 470, 485);
}
