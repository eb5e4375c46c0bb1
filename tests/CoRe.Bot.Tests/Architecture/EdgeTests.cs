using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

public sealed class EdgeTests
{
    [Fact]
    public void Sql_stands_in_storage_in_stores_and_in_writers() => Assert.Empty(EdgeRules.SqlElsewhere(House.Modules).Distinct());

    [Fact]
    public void Sql_in_a_page_is_seen()
    {
        var module = Planted.Module();
        module.Type("CoRe.Bot.Desk", "QueuePage").Method("Load").Saying("SELECT sealed_activity FROM transcript");
        module.Type("CoRe.Bot.Escalation", "CaseStore").Method("Load").Saying("SELECT id FROM cases");

        Assert.Equal(["CoRe.Bot.Desk.QueuePage"], EdgeRules.SqlElsewhere([module]));
    }

    [Fact]
    public void Only_wires_translators_and_deliveries_speak_http() => Assert.Empty(EdgeRules.HttpElsewhere(House.Modules).Distinct());

    [Fact]
    public void A_screener_or_a_page_that_calls_out_is_seen()
    {
        var module = Planted.Module();
        module.Type("CoRe.Bot.Screening", "SecondOpinion").Method("Ask", module.ImportReference(typeof(HttpClient)));
        module.Type("CoRe.Bot.Dispatch", "Webhook").Method("Send", module.ImportReference(typeof(HttpClient)));

        Assert.Equal(["CoRe.Bot.Screening.SecondOpinion"], EdgeRules.HttpElsewhere([module]));
        Assert.Single(EdgeRules.ScreeningThatReachesOut([module]));
    }

    [Fact]
    public void Screening_reaches_for_no_database_no_network_and_no_clock() => Assert.Empty(EdgeRules.ScreeningThatReachesOut(House.Modules).Distinct());

    [Fact]
    public void Nothing_that_was_built_asks_a_hidden_clock_or_blocks_a_thread() => Assert.Empty(EdgeRules.HiddenClocks(House.Modules).Distinct());

    [Fact]
    public void A_hidden_clock_is_seen_also_in_the_body_of_an_async_method()
    {
        var module = Planted.Module();
        var type = module.Type("CoRe.Bot.Escalation", "Ladder");
        var hidden = new TypeDefinition("", "<Climb>d__1", TypeAttributes.NestedPrivate, module.TypeSystem.Object);
        type.NestedTypes.Add(hidden);
        hidden.Method("MoveNext").Calling(module.Import(typeof(DateTime), "get_UtcNow"));

        Assert.Equal(["CoRe.Bot.Escalation.Ladder calls System.DateTime::get_UtcNow"], EdgeRules.HiddenClocks([module]));
    }
}
