using CoRe.Bot.Escalation;
using CoRe.Bot.Hosting.Verbs.Trying;

namespace CoRe.Bot.Tests.Chats;

public sealed class ChatTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "conversations");

    /// <summary>What no text may say while nobody is on shift, in the four languages.</summary>
    private static readonly string[] ClaimsOfPresence =
    [
        "è in turno e", "è in turno. Ha", "ti legge", "is on shift and", "is on shift. They", "reads you", "est de service et", "est de service. Elle", "te lit",
        "يوجد شخص من الفريق في الخدمة", "يقرأ لك",
    ];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.chat").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conversation_goes_as_written(string name)
    {
        var path = Path.Combine(Folder, $"{name}.chat");
        var written = await File.ReadAllTextAsync(path);
        var script = ChatFile.Parse(written);
        await using var bed = await ConversationBed.StartAsync(Desk(script));

        var played = script with { Turns = await PlayAsync(bed.NewPlayer(), script) };

        if (Environment.GetEnvironmentVariable("UPDATE_CHATS") == "1")
        {
            await File.WriteAllTextAsync(path, played.ToString());
        }
        else
        {
            Assert.Equal(written.ReplaceLineEndings("\n"), played.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nobody_is_said_to_be_there_while_the_desk_is_empty(string name)
    {
        var script = ChatFile.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.chat")));
        var said = string.Join('\n', script.Turns.SelectMany(turn => turn.Outcome));

        Assert.Equal(Desk(script).Staffed && script.Settings.ContainsKey("claims"), ClaimsOfPresence.Any(claim => said.Contains(claim, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_chat_file_reads_back_as_it_was_written()
    {
        const string text = "# note\n@ language it\n\n< Ciao.\n  Come va?\n  [Sì] [No]\n= core.language it\n\n> [Sì]\n< Bene.\n";

        Assert.Equal(text, ChatFile.Parse(text).ToString());
    }

    [Fact]
    public void The_example_of_the_handbook_is_a_chat_file()
    {
        var handbook = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var example = handbook.Split("```chat\n")[1].Split("```")[0];

        Assert.Equal(example, ChatFile.Parse(example).ToString());
    }

    private static async Task<IReadOnlyList<ChatTurn>> PlayAsync(ChatPlayer player, ChatFile script)
    {
        var turns = new List<ChatTurn> { await player.OpenAsync(script.Settings.GetValueOrDefault("channel", "directline"), script.Settings.GetValueOrDefault("language"), script.Settings.GetValueOrDefault("begins") != "person", CancellationToken.None) };
        foreach (var turn in script.Turns.Skip(1))
        {
            turns.Add(await player.SayAsync(turn.Said!, CancellationToken.None));
        }

        return turns;
    }

    private static DeskStatus Desk(ChatFile script) => script.Settings.GetValueOrDefault("desk", "closed") switch
    {
        "staffed" => new DeskStatus(DeskMode.Staffed, null),
        "closed" => new DeskStatus(DeskMode.InformationOnly, null),
        var back => new DeskStatus(DeskMode.InformationOnly, DateTimeOffset.Parse(back, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
