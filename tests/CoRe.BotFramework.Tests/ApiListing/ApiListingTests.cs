using Xunit.Abstractions;

namespace CoRe.BotFramework.Tests.ApiListing;

/// <summary>The engine offers nothing that Microsoft's SDK does not, so that a bot written on it compiles there too.</summary>
public sealed class ApiListingTests(ITestOutputHelper output)
{
    /// <summary>What is ours alone, by name. Product code may use these only through its per-runtime folder.</summary>
    private static readonly HashSet<string> Additions =
    [
        "CoRe.BotFramework.Schema.ActivityJson",
        "CoRe.BotFramework.Schema.ActivityValueExtensions",
        "CoRe.BotFramework.ETagConflictException",
        "CoRe.BotFramework.StateDocument",
        "CoRe.BotFramework.StateTypes",
        "CoRe.BotFramework.BotState: protected ctor(IStorage storage, string contextServiceKey, StateTypes types)",
        "CoRe.BotFramework.ConversationState: ctor(IStorage storage, StateTypes types)",
        "CoRe.BotFramework.UserState: ctor(IStorage storage, StateTypes types)",
        "CoRe.BotFramework.PrivateConversationState: ctor(IStorage storage, StateTypes types)",
        "CoRe.BotFramework.MemoryStorage: ctor()",
        "CoRe.BotFramework.MemoryStorage: ctor(StateTypes types)",
    ];

    [Fact]
    public void Every_public_member_of_the_engine_is_in_the_listing_or_a_named_addition()
    {
        var engine = typeof(BotState).Assembly.GetExportedTypes().Where(type => !type.IsNested).ToList();

        var offences = Offences(engine.Select(type => (type, $"{type.Namespace}.{Signature.Name(type)}"))).ToList();

        offences.ForEach(output.WriteLine);
        Assert.True(engine.Count > 100, "The engine's types were not found.");
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_named_addition_still_exists()
    {
        var everything = typeof(BotState).Assembly.GetExportedTypes()
            .SelectMany(type => Signature.Members(type).Select(member => $"{type.FullName}: {member}").Append(type.FullName!)).ToHashSet();

        Assert.Empty(Additions.Except(everything));
    }

    [Fact]
    public void A_planted_member_another_default_and_a_planted_type_are_each_caught()
    {
        var offences = Offences(
        [
            (typeof(PlantedMember), "CoRe.BotFramework.MiddlewareSet"),
            (typeof(PlantedDefault), "CoRe.BotFramework.InvokeResponse"),
            (typeof(PlantedOverridable), "CoRe.BotFramework.Schema.ResourceResponse"),
            (typeof(PlantedMember), "CoRe.BotFramework.Smuggled"),
        ]).ToList();

        Assert.Contains("CoRe.BotFramework.MiddlewareSet: void Smuggle(string what)", offences);
        Assert.Contains("CoRe.BotFramework.InvokeResponse: bool IsSuccessStatusCode(int from = 200)", offences);
        Assert.Contains("CoRe.BotFramework.Schema.ResourceResponse: virtual string Id { get; set; }", offences);
        Assert.Contains("CoRe.BotFramework.Smuggled", offences);
        Assert.Equal(4, offences.Count);
    }

    private static IEnumerable<string> Offences(IEnumerable<(Type Type, string Name)> types)
    {
        var listing = ApiListing.Load();
        Assert.True(listing.Count > 300, "The listing was not read.");
        foreach (var (type, name) in types.Where(entry => !Additions.Contains(entry.Name)))
        {
            if (listing.Members(name) is not { } known)
            {
                yield return name;
                continue;
            }

            foreach (var member in Signature.Members(type))
            {
                var found = known.TryGetValue(Signature.WithoutModifiers(member), out var overridable);
                var fits = found && (overridable || !Signature.IsOverridable(member));
                if (!fits && !Additions.Contains($"{name}: {member}"))
                {
                    yield return $"{name}: {member}";
                }
            }
        }
    }

#pragma warning disable CA1822 // The planted members stand for instance members.
    private sealed class PlantedMember
    {
        public void Smuggle(string what) => _ = what;
    }

    private sealed class PlantedDefault
    {
        public bool IsSuccessStatusCode(int from = 200) => from == 200;
    }
#pragma warning restore CA1822

    private class PlantedOverridable
    {
        public virtual string Id { get; set; } = "";
    }
}
