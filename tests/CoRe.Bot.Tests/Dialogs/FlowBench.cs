using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Escalation;
using CoRe.Bot.Languages;
using CoRe.Bot.Tests.Chats;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Dialogs;

/// <summary>The shipped flows, to which a test adds a file of its own.</summary>
public sealed class FlowBench : IAsyncDisposable
{
    private readonly ConversationBed _bed = new(new DeskStatus(DeskMode.InformationOnly, null));

    internal StepBook Steps => _bed.Services.GetRequiredService<StepBook>();

    internal LocaleLibrary Locales => _bed.Services.GetRequiredService<LocaleLibrary>();

    internal T Get<T>()
        where T : notnull => _bed.Services.GetRequiredService<T>();

    internal static string Folder => Path.Combine(Repository.Root, "dialogs");

    internal static IReadOnlyList<FlowNode> Shipped()
    {
        var nodes = new List<FlowNode>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories))
        {
            using var text = File.OpenText(file);
            nodes.AddRange(FlowReader.Read(Path.GetFileName(file), text));
        }

        return nodes;
    }

    /// <summary>Checks the shipped flows together with one more file.</summary>
    internal FlowLibrary With(string yaml)
    {
        using var text = new StringReader(yaml);
        return FlowLibrary.Of([.. Shipped(), .. FlowReader.Read("planted.yaml", text)], Steps, Locales);
    }

    /// <summary>Checks the shipped flows with one place of one file changed.</summary>
    internal FlowLibrary Changed(string file, string from, string to)
    {
        return FlowLibrary.Of([.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).SelectMany(Read)], Steps, Locales);

        IReadOnlyList<FlowNode> Read(string path)
        {
            var yaml = File.ReadAllText(path);
            if (path.EndsWith(file, StringComparison.Ordinal))
            {
                Assert.Contains(from, yaml, StringComparison.Ordinal);
                yaml = yaml.Replace(from, to, StringComparison.Ordinal);
            }

            using var text = new StringReader(yaml);
            return FlowReader.Read(Path.GetFileName(path), text);
        }
    }

    public ValueTask DisposeAsync() => _bed.DisposeAsync();
}
