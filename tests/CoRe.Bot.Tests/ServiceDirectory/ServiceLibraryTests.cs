using System.Reflection;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.ServiceDirectory.Places;

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
            var found = library.Search(Ask(need, "roma"));
            Assert.NotEmpty(found);
            Assert.All(found, match => Assert.Contains(MatchReason.City, match.Reasons));
        });
    }

    [Fact]
    public void A_service_that_speaks_the_language_comes_first() =>
        Assert.Equal("SaMiFo - salute migranti forzati", Library().Search(Ask("health", "roma") with { Language = LocaleTag.Arabic })[0].Service.Name);

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

        Assert.DoesNotContain(members, name => name.Contains("Where", StringComparison.OrdinalIgnoreCase) || name.Contains("Address", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(typeof(OpenService).GetProperties(), member => member.Name == "Where");
    }

    [Fact]
    public void An_anti_violence_centre_is_shielded_and_a_hospital_is_not()
    {
        var library = Library();

        Assert.All(library.Search(Ask("violence", "trieste")), match => Assert.IsType<ShieldedService>(match.Service));
        Assert.Equal("Via della Commenda 12", Assert.IsType<OpenService>(library.Search(Ask("violence", "milano"))[0].Service).Where?.Address);
    }

    [Fact]
    public void Production_shows_only_what_somebody_has_called()
    {
        var dialled = Data with { Phones = [.. Data.Phones!.Select(phone => phone.Number == "045 8184111" ? phone with { XDialledOn = "2026-11-20" } : phone)] };
        var production = Library(dialled, production: true);
        var shown = Everything(production).Select(match => match.Service).DistinctBy(service => service.Id).ToArray();

        Assert.Equal(["Centro Polifunzionale Don Calabria"], shown.Select(service => service.Name));
        Assert.All(shown.SelectMany(service => service.Phones), phone => Assert.True(phone.Dialled));
        Assert.True(Everything(Library(dialled)).Count() > 20);
    }

    [Fact]
    public void A_number_that_cannot_be_dialled_stops_the_start()
    {
        var broken = Data with { Phones = [Data.Phones![0] with { Number = "045 81x4111" }, .. Data.Phones.Skip(1)] };

        Assert.Contains("cannot be dialled", Assert.Throws<InvalidDataException>(() => Library(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_stands_twice_stops_the_start() =>
        Assert.Contains("twice", Assert.Throws<InvalidDataException>(() => Library(Data with { Services = [.. Data.Services, Data.Services[0]] })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_whereabouts_of_a_shielded_service_are_nowhere_even_at_the_desk()
    {
        var shielded = Library().ForDesk().Where(service => service.Shielded).ToArray();

        Assert.NotEmpty(shielded);
        Assert.All(shielded, service => Assert.Null(service.Where));
    }

    [Fact]
    public void What_is_stale_or_full_sinks_and_what_somebody_vouched_for_rises()
    {
        var first = Library().Search(Ask("health", "roma")).Select(match => match.Service.Id).ToArray();
        ServiceLibrary With(Func<HsdsService, HsdsService> change) => Library(Data with { Services = [.. Data.Services.Select(service => service.Id == first[0] ? change(service) : service)] });
        ServiceLibrary Lifted(string date) => Library(Data with { Services = [.. Data.Services.Select(service => service.Id == first[^1] ? service with { AssuredDate = date } : service)] });

        Assert.NotEqual(first[0], With(service => service with { AssuredDate = "2025-01-01" }).Search(Ask("health", "roma"))[0].Service.Id);
        Assert.NotEqual(first[0], Library(Data with { ServiceCapacities = [new HsdsCapacity(first[0], 0, "2026-11-20")] }).Search(Ask("health", "roma"))[0].Service.Id);
        Assert.Equal(first[0], Library(Data with { ServiceCapacities = [new HsdsCapacity(first[0], 0, "2026-10-01")] }).Search(Ask("health", "roma"))[0].Service.Id);
        double ScoreOf(ServiceLibrary library) => library.Search(Ask("health", "roma")).Single(match => match.Service.Id == first[^1]).Score;
        Assert.True(ScoreOf(Lifted("2026-11-01")) > ScoreOf(Library()));
    }

    [Fact]
    public void A_door_near_the_place_that_was_named_comes_first_with_its_distance()
    {
        var ids = Library().Search(Ask("legal", "roma")).Where(match => match.Service is OpenService).Select(match => match.Service.Id).ToArray();
        var located = Data with
        {
            Locations = [.. Data.Locations!.Select(location => Data.ServiceAtLocations!.FirstOrDefault(place => place.LocationId == location.Id)?.ServiceId is not { } id ? location
                : id == ids[1] ? location with { Latitude = 41.9011, Longitude = 12.5025 } : location with { Latitude = 41.80, Longitude = 12.60 })],
        };

        var found = Library(located).Search(Ask("legal", "roma") with { Near = "roma-termini" });

        Assert.Equal(ids[1], found[0].Service.Id);
        Assert.Contains(MatchReason.Near, found[0].Reasons);
        Assert.InRange(found[0].Kilometres!.Value, 0, 0.2);
        Assert.All(found.Where(match => match.Service is ShieldedService), match => Assert.Null(match.Kilometres));
    }

    [Fact]
    public void Somebody_who_said_it_is_not_sent_to_a_place_for_the_others_or_for_another_age()
    {
        var women = Library().ForDesk().First(service => service.Gender == "women" && !service.OperatorsOnly && service.MinimumAge is null);
        var young = Library().ForDesk().Single(service => service.Name == "CivicoZero Torino");
        ServiceQuery Asking(StaffService service, string need) => Ask(need, service.CityId!);

        Assert.Contains(Library().Search(Asking(women, "violence")), match => match.Service.Id == women.Id);
        Assert.DoesNotContain(Library().Search(Asking(women, "violence") with { Gender = "men" }), match => match.Service.Id == women.Id);
        Assert.Contains(Library().Search(Asking(young, "young") with { Age = 16 }), match => match.Service.Id == young.Id);
        Assert.DoesNotContain(Library().Search(Asking(young, "young") with { Age = 12 }), match => match.Service.Id == young.Id);
    }

    [Fact]
    public void A_city_nobody_named_before_is_known_once_the_directory_has_it()
    {
        var library = Library(Data with { Addresses = [.. Data.Addresses!.Select(address => address.City == "Verona" ? address with { City = "Reggio Emilia" } : address)] });

        Assert.Equal("reggio-emilia", library.Cities.In("sto a reggio emilia")?.Id);
        Assert.Contains(library.CitiesWith(null), city => city.Id == "reggio-emilia");
    }

    internal static IReadOnlyDictionary<string, NeedEntry> Needs() => DirectoryFiles.Needs().ToDictionary(need => need.Code);

    internal static ServiceLibrary Library(HsdsFile? data = null, bool production = false) =>
        new(data ?? Data, DirectoryFiles.Cities(), Needs(), new PlaceBook(DirectoryFiles.Places()), production);

    /// <summary>A Tuesday morning in Italy.</summary>
    internal static ServiceQuery Ask(string need, string city) => new(need, city, new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1)));

    private static IEnumerable<ServiceMatch> Everything(ServiceLibrary library) =>
        from need in library.NeedCodes from city in library.Cities.All from match in library.Search(Ask(need, city.Id)) select match;
}
