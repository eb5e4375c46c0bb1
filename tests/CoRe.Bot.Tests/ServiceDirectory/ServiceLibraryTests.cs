using System.Reflection;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class ServiceLibraryTests
{
    private static readonly HsdsFile Data = DirectoryFiles.Services();

    [Fact]
    public void Every_need_finds_something_in_rome_and_says_why()
    {
        var library = Library();

        Assert.All(library.NeedCodes, need =>
        {
            var found = library.Search(need, "roma");
            Assert.NotEmpty(found);
            Assert.All(found, match => Assert.Contains(MatchReason.City, match.Reasons));
        });
    }

    [Fact]
    public void A_service_that_speaks_the_language_comes_first() =>
        Assert.Equal("SaMiFo - salute migranti forzati", Library().Search("health", "roma", LocaleTag.Arabic)[0].Service.Name);

    [Fact]
    public void What_nobody_verified_is_shown_to_nobody()
    {
        var unverified = Data.Services.Where(service => service.XVerification is not { Verified: true } || service.Status != "active").ToArray();
        var library = Library();

        Assert.NotEmpty(unverified);
        Assert.All(unverified, service => Assert.Null(library.Find(service.Id)));
        Assert.All(unverified, service => Assert.Null(library.FindForDesk(service.Id)));
    }

    [Fact]
    public void Services_for_operators_are_at_the_desk_and_never_in_chat()
    {
        var library = Library();
        var staffOnly = library.ForDesk().Where(service => service.OperatorsOnly).ToArray();

        Assert.NotEmpty(staffOnly);
        Assert.All(staffOnly, service => Assert.Null(library.Find(service.Id)));
        Assert.Contains(staffOnly, service => service.Email is not null);
        Assert.DoesNotContain(Everything(library), match => staffOnly.Any(service => service.Id == match.Service.Id));
    }

    [Fact]
    public void A_service_for_adults_only_is_not_shown() =>
        Assert.DoesNotContain(Everything(Library()), match => match.Service.Name.StartsWith("Casa delle donne", StringComparison.Ordinal));

    [Fact]
    public void A_shielded_service_has_no_member_for_an_address()
    {
        var members = typeof(ShieldedService).GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Select(member => member.Name);

        Assert.DoesNotContain(members, name => name.Contains("Address", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(typeof(OpenService).GetProperties(), member => member.Name == "Address");
    }

    [Fact]
    public void An_anti_violence_centre_is_shielded_and_a_hospital_is_not()
    {
        var library = Library();

        Assert.All(library.Search("violence", "trieste"), match => Assert.IsType<ShieldedService>(match.Service));
        Assert.Equal("Via della Commenda 12", Assert.IsType<OpenService>(library.Search("violence", "milano")[0].Service).Address);
    }

    [Fact]
    public void Production_shows_only_what_somebody_has_called()
    {
        var dialled = Data with { Phones = [.. Data.Phones.Select(phone => phone.Number == "045 8184111" ? phone with { XDialledOn = "2026-11-20" } : phone)] };
        var production = Library(dialled, production: true);
        var shown = Everything(production).Select(match => match.Service).DistinctBy(service => service.Id).ToArray();

        Assert.Equal(["Centro Polifunzionale Don Calabria"], shown.Select(service => service.Name));
        Assert.All(shown.SelectMany(service => service.Phones), phone => Assert.True(phone.Dialled));
        Assert.True(Everything(Library(dialled)).Count() > 20);
    }

    [Fact]
    public void A_number_that_cannot_be_dialled_stops_the_start()
    {
        var broken = Data with { Phones = [Data.Phones[0] with { Number = "045 81x4111" }, .. Data.Phones.Skip(1)] };

        Assert.Contains("cannot be dialled", Assert.Throws<InvalidDataException>(() => Library(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_stands_twice_stops_the_start() =>
        Assert.Contains("twice", Assert.Throws<InvalidDataException>(() => Library(Data with { Services = [.. Data.Services, Data.Services[0]] })).Message, StringComparison.Ordinal);

    internal static IReadOnlyDictionary<string, NeedEntry> Needs() => DirectoryFiles.Needs().ToDictionary(need => need.Code);

    private static ServiceLibrary Library(HsdsFile? data = null, bool production = false) =>
        new(data ?? Data, new Cities(DirectoryFiles.Cities()), Needs(), production);

    private static IEnumerable<ServiceMatch> Everything(ServiceLibrary library) =>
        from need in library.NeedCodes from city in library.Cities.All from match in library.Search(need, city.Id) select match;
}
