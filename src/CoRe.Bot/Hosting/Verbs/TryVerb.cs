using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Hosting.Verbs.Trying;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>try</c>: a conversation in the terminal, through the real pipeline on a folder that is thrown away afterwards. Options:
/// <c>--language TAG</c>, <c>--script FILE</c> (plays the person's lines of a .chat file), <c>--save NAME</c> (keeps it as a test).
/// </summary>
internal static class TryVerb
{
    private const string FolderMark = "corebot-try-";

    /// <summary>Settings that keep a trial away from real data.</summary>
    public static string[] OwnFolder()
    {
        var folder = Directory.CreateTempSubdirectory(FolderMark).FullName;
        return ["--Storage:Provider", "sqlite", "--Storage:Folder", Path.Combine(folder, "data"), "--Privacy:KeyFolder", Path.Combine(folder, "keys"), "--Logging:LogLevel:Default", "Error"];
    }

    public static async Task<int> RunAsync(IServiceProvider services, string[] rest, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (CommandLine.Option(rest, "--save") is { } wanted && !wanted.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            await output.WriteLineAsync("--save takes a name of small letters, digits and dashes.");
            return 64;
        }

        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(cancellationToken);
        // Everything of ours that works in the background, and not the web server.
        var workers = services.GetServices<IHostedService>().Where(worker => worker.GetType().Assembly == typeof(TryVerb).Assembly).ToArray();
        foreach (var worker in workers)
        {
            await worker.StartAsync(cancellationToken);
        }

        try
        {
            return await PlayAsync(services, rest, input, output, cancellationToken);
        }
        finally
        {
            foreach (var worker in workers.Reverse())
            {
                await worker.StopAsync(CancellationToken.None);
            }

            ThrowAway(services.GetRequiredService<IConfiguration>()["Storage:Folder"]);
        }
    }

    private static async Task<int> PlayAsync(IServiceProvider services, string[] rest, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var script = CommandLine.Option(rest, "--script") is { } file ? ChatFile.Parse(await File.ReadAllTextAsync(file, cancellationToken)) : null;
        var settings = new Dictionary<string, string>(script?.Settings ?? new Dictionary<string, string>());
        if (CommandLine.Option(rest, "--language") is { } language)
        {
            settings["language"] = language;
        }

        var player = new ChatPlayer(services.GetRequiredService<IInbox>(), services.GetRequiredService<IConversationAccess>(),
            services.GetRequiredService<ICoreDb>(), TimeProvider.System);
        var lines = new Queue<string>(script?.Turns.Select(turn => turn.Said).OfType<string>() ?? []);
        var turns = new List<ChatTurn> { await player.OpenAsync(settings.GetValueOrDefault("channel", "directline"), settings.GetValueOrDefault("language"), settings.GetValueOrDefault("begins") != "person", cancellationToken) };
        await PrintAsync(turns[^1], output);
        while (!player.Ended && await NextAsync(script is not null, lines, input, output, cancellationToken) is { } said)
        {
            try
            {
                turns.Add(await player.SayAsync(said, cancellationToken));
                await PrintAsync(turns[^1], output);
            }
            catch (InvalidDataException wrong)
            {
                await output.WriteLineAsync(wrong.Message);
            }
        }

        if (CommandLine.Option(rest, "--save") is { } name)
        {
            var saved = Path.Combine(Directory.Exists("tests/conversations") ? "tests/conversations" : ".", $"{name}.chat");
            await File.WriteAllTextAsync(saved, new ChatFile(script?.Notes ?? [$"# {name}"], settings, turns).ToString(), cancellationToken);
            await output.WriteLineAsync($"Saved as {saved}");
        }

        return 0;
    }

    private static async Task<string?> NextAsync(bool scripted, Queue<string> lines, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (scripted)
        {
            return lines.TryDequeue(out var line) ? line : null;
        }

        await output.WriteAsync("> ".AsMemory(), cancellationToken);
        return await input.ReadLineAsync(cancellationToken) is { Length: > 0 } said ? said : null;
    }

    private static async Task PrintAsync(ChatTurn turn, TextWriter output)
    {
        foreach (var line in turn.Outcome)
        {
            await output.WriteLineAsync(line);
        }
    }

    private static void ThrowAway(string? dataFolder)
    {
        if (Path.GetDirectoryName(dataFolder) is { } folder && Path.GetFileName(folder).StartsWith(FolderMark, StringComparison.Ordinal))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
