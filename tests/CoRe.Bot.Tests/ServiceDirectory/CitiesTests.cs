using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class CitiesTests
{
    private static readonly Cities Cities = new(DirectoryFiles.Cities());

    [Theory]
    [InlineData("Roma", "roma")]
    [InlineData("sono a ROMA adesso", "roma")]
    [InlineData("i am in rome", "roma")]
    [InlineData("أنا في روما", "roma")]
    [InlineData("je suis à Gênes", "genova")]
    [InlineData("je suis a genes", "genova")]
    [InlineData("Napolii", "napoli")]
    [InlineData("bolonga", "bologna")]
    [InlineData("milanno", "milano")]
    [InlineData("ميلانو", "milano")]
    [InlineData("porta palazzo", "torino")]
    [InlineData("রোম", "roma")]
    [InlineData("Рим", "roma")]
    [InlineData("sestri ponente", "genova")]
    public void A_city_is_found_as_people_write_it(string written, string? id) => Assert.Equal(id, Cities.In(written)?.Id);

    [Theory]
    [InlineData("Firenze")]
    [InlineData("sono")]
    [InlineData("")]
    [InlineData("da Roma a Milano")]
    [InlineData("mio padre mi picchia")]
    public void What_is_no_city_of_ours_or_two_at_once_is_not_guessed(string written) => Assert.Null(Cities.In(written));

    [Fact]
    public void Every_city_of_the_services_has_its_names() =>
        Assert.All(DirectoryFiles.Services().Addresses!.Where(address => address.City is not null), address => Assert.NotNull(Cities.IdOf(address.City!)));

    [Fact]
    public void Every_city_has_a_name_in_the_four_languages() =>
        Assert.All(Cities.All, city => Assert.Superset(new HashSet<string> { "it", "en", "fr", "ar" }, city.Names.Keys.ToHashSet()));
}
