using CoRe.Bot.Escalation;
using CoRe.Bot.Hosting;
using CoRe.Bot.Hosting.Verbs;

namespace CoRe.Bot.Tests.Chats;

public sealed class TryVerbTests : IDisposable
{
    private readonly string _script = Path.GetTempFileName();

    [Theory]
    [InlineData("risk /data/rows.jsonl --Languages:Folder=/x", "--Languages:Folder=/x")]
    [InlineData("risk rows.jsonl --out /tmp/p --aside --urls http://127.0.0.1:1", "--out=/tmp/p --urls=http://127.0.0.1:1")]
    [InlineData("--aside", "")]
    public void A_path_of_a_verb_swallows_no_setting(string rest, string settings)
    {
        Assert.Equal(settings, string.Join(' ', CommandLine.Settings(rest.Split(' '))));
    }

    [Fact]
    public void A_trial_has_a_folder_of_its_own_and_never_the_real_data()
    {
        var (verb, arguments) = CommandLine.Parse(["try", "--language", "it"]);

        Assert.Equal("try", verb);
        Assert.Equal(["--language", "it"], arguments[..2]);
        var folder = CommandLine.Option(arguments, "--Storage:Folder")!;
        Assert.StartsWith(Path.GetTempPath(), folder, StringComparison.Ordinal);
        Assert.StartsWith(Path.GetDirectoryName(folder)!, CommandLine.Option(arguments, "--Privacy:KeyFolder"), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(folder)!);
    }

    [Fact]
    public async Task A_script_is_played_in_the_terminal()
    {
        await File.WriteAllTextAsync(_script, "# a trial\n@ language en\n\n> [A person]\n");

        var said = await TryAsync(["--script", _script], "");

        Assert.Contains("I am an automatic assistant", said, StringComparison.Ordinal);
        Assert.Contains("= case concern none", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_conversation_ends_with_an_empty_line_and_survives_a_wrong_tap()
    {
        var said = await TryAsync(["--language", "it"], "[Niente]\nscuola\n\n");

        Assert.Contains("There is no answer 'Niente' to tap.", said, StringComparison.Ordinal);
        Assert.Contains("Iscriversi a scuola", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_a_path_is_not_saved() =>
        Assert.Contains("small letters", await TryAsync(["--save", "../evil"], ""), StringComparison.Ordinal);

    public void Dispose() => File.Delete(_script);

    private static async Task<string> TryAsync(string[] arguments, string typed)
    {
        await using var bed = new ConversationBed(new DeskStatus(DeskMode.InformationOnly, null));
        using var output = new StringWriter();
        await TryVerb.RunAsync(bed.Services, arguments, new StringReader(typed), output, CancellationToken.None);
        return output.ToString();
    }
}
