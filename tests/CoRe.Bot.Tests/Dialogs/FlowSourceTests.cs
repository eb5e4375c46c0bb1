using CoRe.Bot.Dialogs;
using CoRe.Bot.Dialogs.Flows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Tests.Dialogs;

public sealed class FlowSourceTests(FlowBench bench) : IClassFixture<FlowBench>, IDisposable
{
    private const string Good = "flow: added\nnodes:\n  page:\n    on: \"#added\"\n    say: dialogs.menu.ask\n    choices:\n      - { label: dialogs.choice.person, go: person.ask }\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-flows-").FullName;

    [Fact]
    public void A_changed_file_is_used_and_a_broken_one_keeps_the_flows_that_work()
    {
        foreach (var file in Directory.EnumerateFiles(FlowBench.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        using var source = new FlowSource(bench.Steps, bench.Locales, bench.Get<IHostEnvironment>(), Options.Create(new DialogsOptions { Folder = _folder }), NullLogger<FlowSource>.Instance);
        var added = Path.Combine(_folder, "added.yaml");
        Assert.Null(source.Current.Route("#added"));

        File.WriteAllText(added, Good);
        Assert.True(source.TryReload());
        Assert.NotNull(source.Current.Route("#added"));

        var working = source.Current;
        File.WriteAllText(added, Good.Replace("dialogs.menu.ask", "dialogs.no.such", StringComparison.Ordinal));
        Assert.False(source.TryReload());
        Assert.Same(working, source.Current);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
