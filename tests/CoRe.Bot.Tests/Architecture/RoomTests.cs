using Mono.Cecil;
using Xunit.Abstractions;

namespace CoRe.Bot.Tests.Architecture;

public sealed class RoomTests(ITestOutputHelper output)
{
    private static readonly Lazy<RoomTable> Table = new(() => RoomTable.Read(House.Read("src/README.md")));

    [Fact]
    public void Rooms_use_only_the_rooms_that_the_table_allows()
    {
        var offences = Table.Value.Offences(House.Modules);

        offences.ToList().ForEach(output.WriteLine);
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_room_of_the_house_stands_in_the_table()
    {
        var built = House.Types(House.Modules).Select(RoomTable.RoomOf).OfType<string>().Distinct();

        Assert.Empty(built.Except(Table.Value.Rooms));
    }

    [Fact]
    public void A_room_that_looks_where_it_may_not_is_seen()
    {
        var module = Planted.Module();
        var spy = module.Type("CoRe.Bot.Insights", "Spy");
        spy.Fields.Add(new FieldDefinition("words", FieldAttributes.Private, new TypeReference("CoRe.Bot.Conversations", "Transcript", module, module)));
        var hidden = new TypeDefinition("", "<Run>d__0", TypeAttributes.NestedPrivate, module.TypeSystem.Object);
        spy.NestedTypes.Add(hidden);
        hidden.Method("MoveNext").Calling(new MethodReference("Ring", module.TypeSystem.Void, new TypeReference("CoRe.Bot.Desk", "Bell", module, module)));

        Assert.Equal(["Insights -> Conversations (Spy)", "Insights -> Desk (Spy)"], Table.Value.Offences([module]));
    }

    [Fact]
    public void A_room_that_nobody_allowed_anything_may_use_nothing()
    {
        var module = Planted.Module();
        module.Type("CoRe.Bot.Attic", "Box").Method("Open", new TypeReference("CoRe.Bot.Facts", "Fact", module, module));

        Assert.Equal(["Attic -> Facts (Box)"], Table.Value.Offences([module]));
    }

    [Fact]
    public void Escalation_and_referrals_do_not_know_each_other()
    {
        var readme = House.Read("src/README.md");

        Assert.DoesNotMatch(@"(?m)^\| Escalation \|[^|]*\bReferrals\b", readme);
        Assert.DoesNotMatch(@"(?m)^\| Referrals \|[^|]*\bEscalation\b", readme);
        Assert.DoesNotMatch(@"(?m)^\| Insights \|[^|]*\b(?!Facts\b|Storage\b)[A-Z]\w+", readme);
        Assert.DoesNotMatch(@"(?m)^\| Screening \|[^|]*\b(Storage|Conversations|Privacy)\b", readme);
    }
}
