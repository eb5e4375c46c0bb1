using System.Text.RegularExpressions;
using CoRe.Bot.Languages;
using CoRe.Bot.Tests.Chats;

namespace CoRe.Bot.Tests.Dialogs;

public sealed partial class TextKeyTests(FlowBench bench) : IClassFixture<FlowBench>
{
    /// <summary>Keys that code puts together: a line, a need, a reason.</summary>
    private static readonly string[] Composed = ["services.line.", "services.need.", "services.why.", "services.day."];

    [Fact]
    public void Every_key_that_code_or_flows_name_exists_in_every_open_language()
    {
        var named = Named().ToArray();

        Assert.True(named.Length > 80);
        foreach (var pack in bench.Locales.Packs.Where(pack => bench.Locales.IsOpen(pack.Tag)))
        {
            Assert.All(named, key => Assert.Equal(pack.Tag, bench.Locales.Text(pack.Tag, key).Locale));
        }
    }

    [Fact]
    public void No_text_of_these_rooms_is_left_over()
    {
        var named = Named().ToHashSet(StringComparer.Ordinal);
        var left = new[] { "dialogs.", "safety.", "services." }.SelectMany(room => bench.Locales.Section(LocaleTag.Italian, room).Keys)
            .Where(key => !named.Contains(key) && !Composed.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(left);
    }

    private static IEnumerable<string> Named()
    {
        var code = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CoRe.Bot"), "*.cs", SearchOption.AllDirectories);
        var flows = FlowBench.Shipped().SelectMany(node => node.Say.Select(say => say.Key).Concat(node.Choices.Select(choice => choice.Label)));
        return code.SelectMany(file => InCode().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Where(key => !key.EndsWith(".json", StringComparison.Ordinal)).Concat(flows).Distinct();
    }

    [GeneratedRegex("\"((?:dialogs|safety|services)\\.[a-z_]+(?:\\.[a-z_]+)*)\"", RegexOptions.None, 500)]
    private static partial Regex InCode();
}
