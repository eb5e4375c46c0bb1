using System.Text.Json;
using System.Text.RegularExpressions;
using CoRe.Bot.Dialogs.Flows;

namespace CoRe.Bot.Tests.Dialogs;

public sealed partial class FlowCheckTests(FlowBench bench) : IClassFixture<FlowBench>
{
    private const string Head = "flow: planted\nnodes:\n";
    private const string ToPerson = "    choices:\n      - { label: dialogs.choice.person, go: person.ask }\n";

    [Fact]
    public void The_shipped_flows_pass() => Assert.NotEmpty(FlowLibrary.Load(FlowBench.Folder, bench.Steps, bench.Locales).Nodes);

    [Fact]
    public void A_file_that_is_in_order_is_taken() =>
        Assert.True(bench.With($"{Head}  page:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n{ToPerson}").Has("planted.page"));

    [Theory]
    [InlineData(4, "text 'dialogs.nowhere' is not there", "  page:\n    say: dialogs.nowhere\n    on: \"#planted\"\n" + ToPerson)]
    [InlineData(3, "shows 'fireworks', which is no step", "  page:\n    on: \"#planted\"\n    show: fireworks\n" + ToPerson)]
    [InlineData(3, "calls 'launch', which is no step", "  page:\n    on: \"#planted\"\n    do: launch\n    then: { done: welcome.menu }\n")]
    [InlineData(3, "is a dead end: it waits and offers no choice", "  page:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n")]
    [InlineData(3, "does not say what follows 'nobody'", "  page:\n    on: \"#planted\"\n    do: ask-person\n    then: { staffed: person.waiting }\n")]
    [InlineData(3, "waits for 'maybe', which", "  page:\n    on: \"#planted\"\n    do: erase\n    then: { done: welcome.menu, maybe: welcome.menu }\n")]
    [InlineData(3, "leads to 'planted.nowhere', which is no node", "  page:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n    go: nowhere\n")]
    [InlineData(3, "nothing leads to node 'planted.page'", "  page:\n    say: dialogs.menu.ask\n" + ToPerson)]
    [InlineData(3, "runs in a circle", "  page:\n    on: \"#planted\"\n    go: other\n  other:\n    go: page\n")]
    [InlineData(3, "command '#menu' stands also in", "  page:\n    on: \"#menu\"\n    say: dialogs.menu.ask\n" + ToPerson)]
    [InlineData(5, "'sunny' is no condition", "  page:\n    on: \"#planted\"\n    say: { text: dialogs.menu.ask, when: sunny }\n" + ToPerson)]
    [InlineData(5, "has no field 'saay'", "  page:\n    on: \"#planted\"\n    saay: dialogs.menu.ask\n" + ToPerson)]
    [InlineData(6, "is no kind of bubble", "  page:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n    kind: loud\n" + ToPerson)]
    public void A_broken_file_stops_the_start_with_file_line_and_reason(long line, string reason, string nodes)
    {
        var broken = Assert.Throws<FlowException>(() => bench.With(Head + nodes));

        Assert.Contains(reason, broken.Message, StringComparison.Ordinal);
        Assert.Equal("planted.yaml", broken.File);
        Assert.Equal(line, broken.Line);
    }

    [Theory]
    [InlineData("      - dialogs.hello.limits\n", "", "greets and does not say 'dialogs.hello.limits'")]
    [InlineData("      - dialogs.hello.limits\n", "      - { text: dialogs.hello.limits, when: staffed }\n", "greets and does not say 'dialogs.hello.limits'")]
    [InlineData("known: hello,", "known: menu,", "node 'welcome.menu' waits for words before 'dialogs.hello.limits' was said")]
    [InlineData("first: hello,", "first: greeting,", "node 'welcome.menu' waits for words before 'dialogs.hello.limits' was said")]
    public void Words_are_asked_for_only_after_the_limits_were_said(string from, string to, string reason) =>
        Assert.Contains(reason, Assert.Throws<FlowException>(() => bench.Changed("welcome.yaml", from, to)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_page_from_which_a_person_is_three_taps_away_is_refused()
    {
        var far = Head + "  one:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n    choices:\n      - { label: dialogs.more, go: two }\n"
            + "  two:\n    say: dialogs.menu.ask\n    choices:\n      - { label: dialogs.more, go: three }\n"
            + $"  three:\n    say: dialogs.menu.ask\n{ToPerson}";

        var refused = Assert.Throws<FlowException>(() => bench.With(far));

        Assert.Contains("from node 'planted.one' a person is more than 2 taps away", refused.Message, StringComparison.Ordinal);
        Assert.True(bench.With(far.Replace("go: three", "go: person.ask", StringComparison.Ordinal).Replace("  three:\n", "  three:\n    on: \"#other\"\n", StringComparison.Ordinal)).Has("planted.one"));
    }

    [Fact]
    public void An_answer_with_a_condition_is_no_sure_way_to_a_person() =>
        Assert.Throws<FlowException>(() => bench.With($"{Head}  page:\n    on: \"#planted\"\n    say: dialogs.menu.ask\n    choices:\n      - {{ label: dialogs.choice.person, go: person.ask, when: staffed }}\n"));

    [Fact]
    public void Yaml_that_cannot_be_read_names_its_line()
    {
        var broken = Assert.Throws<FlowException>(() => bench.With($"{Head}  page:\n    say: [dialogs.menu.ask\n    on: x\n"));

        Assert.Equal("planted.yaml", broken.File);
        Assert.InRange(broken.Line, 4, 6);
    }

    [Fact]
    public void A_flow_without_an_answer_to_a_command_of_the_program_is_refused()
    {
        var without = FlowBench.Shipped().Where(node => node.On != "#stop").ToArray();

        Assert.Contains("#stop", Assert.Throws<FlowException>(() => FlowLibrary.Of(without, bench.Steps, bench.Locales)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_of_the_handbook_works()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(FlowBench.Folder, "README.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(3, examples.Length);
        Assert.All(examples, example => Assert.NotNull(bench.With(example).Route("#example")));
    }

    [Fact]
    public void The_handbook_names_every_step_and_condition()
    {
        var handbook = File.ReadAllText(Path.Combine(FlowBench.Folder, "README.md"));

        Assert.All(bench.Steps.Names.Concat(FlowConditions.Known), name => Assert.Contains($"`{name}`", handbook, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_knows_the_fields_that_the_shipped_flows_use()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(FlowBench.Folder, "flow.schema.json")));
        var known = schema.RootElement.GetProperty("$defs").GetProperty("node").GetProperty("properties").EnumerateObject().Select(field => field.Name).ToHashSet();

        // The reader refuses unknown fields, so a node with all fields of the schema proves that both lists are the same.
        var yaml = $"{Head}  page:\n" + string.Concat(known.Select(field => field switch
        {
            "say" => "    say: dialogs.menu.ask\n",
            "choices" => ToPerson,
            "then" => "    then: { done: welcome.menu }\n",
            "kind" => "    kind: info\n",
            _ => $"    {field}: \"x\"\n",
        }));
        using var text = new StringReader(yaml);

        Assert.Single(FlowReader.Read("all.yaml", text));
        Assert.Equal(11, known.Count);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline, 500)]
    private static partial Regex Example();
}
