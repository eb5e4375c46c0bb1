using System.Text.Json.Nodes;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.ServiceDirectory.Upkeep;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class DirectoryImportTests
{
    private static readonly ServiceLibrary Library = ServiceLibraryTests.Library();

    [Fact]
    public void What_goes_out_comes_back_the_same()
    {
        var page = DirectoryImport.Write(DirectoryFiles.Everything());
        var back = DirectoryImport.Read(page, null, Library);

        Assert.Equal(Shape(Library.ForDesk()), Shape(Library.Trial(back.File)));
        Assert.Equal(page, DirectoryImport.Write(JsonNode.Parse(back.Json)!.AsObject()));
    }

    [Fact]
    public void The_page_is_what_an_hsds_api_answers()
    {
        var page = JsonNode.Parse(DirectoryImport.Write(DirectoryFiles.Everything()))!;
        var service = page["contents"]!.AsArray().First(it => it!["name"]!.ToString() == "Centro Polifunzionale Don Calabria")!;

        Assert.Equal(page["total_items"]!.GetValue<int>(), page["contents"]!.AsArray().Count);
        Assert.Equal("045 8184111", service["phones"]![0]!["number"]!.ToString());
        Assert.Equal("Via San Marco 121", service["service_at_locations"]![0]!["location"]!["addresses"]![0]!["address_1"]!.ToString());
        Assert.Equal("Istituto Don Calabria", service["organization"]!["name"]!.ToString());
        Assert.NotNull(service["attributes"]![0]!["taxonomy_term"]!["code"]);
    }

    [Fact]
    public void No_address_of_a_shielded_service_goes_out_or_comes_in()
    {
        var all = DirectoryFiles.Everything();
        var shielded = Library.ForDesk().Where(service => service.Shielded).Select(service => service.Id).ToHashSet();
        var places = HsdsTree.Rows(all, "service_at_locations").Where(place => shielded.Contains(place["service_id"]!.ToString())).Select(place => place["location_id"]!.ToString()).ToHashSet();
        var streets = HsdsTree.Rows(all, "addresses").Where(address => places.Contains(address["location_id"]!.ToString())).Select(address => address["address_1"]?.ToString()).OfType<string>().ToArray();

        var out_ = DirectoryImport.Write(all);

        Assert.NotEmpty(streets);
        Assert.DoesNotContain("via-dalmazia", out_, StringComparison.OrdinalIgnoreCase);
        Assert.All(streets, street => Assert.DoesNotContain(street, out_, StringComparison.Ordinal));
        Assert.All(streets, street => Assert.DoesNotContain(street, DirectoryImport.Read(all.ToJsonString(), null, Library).Json, StringComparison.Ordinal));
    }

    [Fact]
    public void A_whole_service_of_another_directory_is_understood()
    {
        var read = DirectoryImport.Read(Other, new Dictionary<string, string> { ["Legal advice"] = "legal_orientation" }, Library);
        var library = ServiceLibraryTests.Library();
        library.Use(read.File with { TaxonomyTerms = [.. DirectoryFiles.Services().TaxonomyTerms!, .. read.File.TaxonomyTerms!] });

        var match = Assert.Single(library.Search(ServiceLibraryTests.Ask("legal", "pisa")));

        var service = Assert.IsType<OpenService>(match.Service);
        Assert.Equal(("Sportello Prova", "Via Finta 1", "Autobus 3, fermata Prova"), (service.Name, service.Where!.Address, service.Where.Stop));
        Assert.Contains(MatchReason.Open, match.Reasons);
        Assert.Equal("tel:050123456", service.Phones.Single().Number.Link);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"services":[{"id":"a","name":"A","status":"active"},{"id":"a","name":"B","status":"active"}]}""")]
    [InlineData("""{"services":[{"id":"a","name":"A","status":"active","assured_date":"2026-11-01"}],"phones":[{"id":"p","service_id":"a","number":"call us"}]}""")]
    [InlineData("""{"services":[{"id":"a","name":"A","status":"active","assured_date":"2026-11-01"}],"schedules":[{"id":"s","service_id":"a","byday":"MO","opens_at":"nine","closes_at":"10:00"}]}""")]
    public void What_cannot_be_used_is_refused_whole(string json) => Assert.Throws<FormatException>(() => DirectoryImport.Read(json, null, Library));

    [Fact]
    public void Types_nobody_knows_are_told()
    {
        var read = DirectoryImport.Read(Other, null, Library);

        Assert.Contains(read.Notes, note => note.Contains("no type that this product knows", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Shape(IEnumerable<StaffService> services) => services.OrderBy(service => service.Id, StringComparer.Ordinal).Select(service =>
        $"{service.Name}|{service.CityId}|{service.Where}|{string.Join(',', service.Terms.Order())}|{string.Join(',', service.Phones.Select(phone => phone.Number.Digits))}|{string.Join(',', service.Languages.Order())}|{string.Join(',', service.Hours.Spells)}|{service.MinimumAge}|{service.Gender}|{service.OperatorsOnly}");

    private const string Other = """
        { "total_items": 1, "contents": [ {
          "id": "0d6ea1a4-3d5b-4e0e-8a53-111111111111", "name": "Sportello Prova", "status": "active", "assured_date": "2026-11-01", "fees_description": "Free",
          "phones": [ { "id": "p1", "number": "050 123456", "type": "voice" } ],
          "schedules": [ { "id": "s1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "13:00" } ],
          "attributes": [ { "id": "a1", "taxonomy_term": { "id": "t1", "name": "Legal advice" } } ],
          "service_at_locations": [ { "id": "l1", "location": { "id": "o1", "location_type": "physical", "transportation": "Autobus 3, fermata Prova",
            "latitude": 43.7, "longitude": 10.4, "addresses": [ { "id": "d1", "address_1": "Via Finta 1", "city": "Pisa", "country": "IT" } ] } } ]
        } ] }
        """;
}
