namespace CoRe.Bot.Tests.Architecture;

public sealed class TreeTests
{
    private static readonly string[] Code = [".cs", ".razor", ".js"];

    /// <summary>Rooms that are fuller than the rule, with the number they may not pass; they shrink, they do not grow.</summary>
    private static readonly Dictionary<string, int> FullerThanTheRule = new()
    {
        ["src/CoRe.Bot.Channels/DirectLine"] = 14,
        ["src/CoRe.Bot/Pipeline"] = 14,
    };

    [Fact]
    public void Product_code_never_names_the_engine_so_that_the_other_sdk_fits_in()
    {
        var offenders = House.Files("src", ".cs", ".razor")
            .Where(f => !f.StartsWith("src/CoRe.BotFramework/", StringComparison.Ordinal) && !f.StartsWith("src/CoRe.Bot/BotSdk/CoRe/", StringComparison.Ordinal))
            .Where(f => TreeRules.NamesTheEngine(House.Read(f)));

        Assert.Equal([], offenders);
        Assert.True(TreeRules.NamesTheEngine("using CoRe.BotFramework.Schema;"));
        Assert.False(TreeRules.NamesTheEngine("namespace CoRe.Bot.Dialogs;"));
    }

    [Fact]
    public void No_file_is_longer_than_a_tired_colleague_can_hold()
    {
        var offenders = House.Files("src", Code).Concat(House.Files("tests", Code)).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => TreeRules.IsTooLong(House.Read(f)));

        Assert.Equal([], offenders);
        Assert.True(TreeRules.IsTooLong(new string('\n', TreeRules.LongestFile + 1)));
        Assert.False(TreeRules.IsTooLong(new string('\n', TreeRules.LongestFile)));
    }

    [Fact]
    public void No_folder_of_the_product_holds_more_than_a_room_should()
    {
        var folders = House.Files("src", ".cs", ".razor").Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .GroupBy(f => f[..f.LastIndexOf('/')]).ToDictionary(f => f.Key, f => f.Count());

        Assert.Equal([], folders.Where(f => f.Value > FullerThanTheRule.GetValueOrDefault(f.Key, TreeRules.FullestFolder)));
    }

    [Fact]
    public void Nothing_is_left_half_done()
    {
        var offenders = House.Files("src", Code).Concat(House.Files("tests", Code)).Where(f => TreeRules.IsUnfinished(House.Read(f)));

        Assert.Equal([], offenders);
        Assert.True(TreeRules.IsUnfinished("// TO" + "DO: later"));
        Assert.False(TreeRules.IsUnfinished("var todos = \"todo el mundo\";"));
    }

    [Fact]
    public void No_stand_in_takes_the_place_of_a_room()
    {
        // One namespace a file, and the folder is its name: a file of stand-ins for many rooms breaks that.
        var offenders = House.Files("src/CoRe.Bot", ".cs").Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => TreeRules.StandsInForRooms(House.Read(f)));

        Assert.Equal([], offenders);
        Assert.True(TreeRules.StandsInForRooms("namespace CoRe.Bot.Desk { }\nnamespace CoRe.Bot.Dialogs { }"));
        Assert.False(TreeRules.StandsInForRooms("namespace CoRe.Bot.Desk;"));
        Assert.False(File.Exists(Path.Combine(House.Root.FullName, "src/CoRe.Bot/Scaffold.cs")));
    }

    [Fact]
    public void Nothing_names_a_folder_of_the_machine_it_was_written_on()
    {
        var offenders = House.Files("", ".cs", ".razor", ".js", ".css", ".html", ".json", ".yaml", ".yml", ".md", ".props", ".csproj", ".txt", ".sln")
            .Concat(["test", ".ci/run"]).Where(f => TreeRules.NamesAForeignFolder(House.Read(f)));

        Assert.Equal([], offenders);
        Assert.True(TreeRules.NamesAForeignFolder("see /wo" + "rk/main"));
        Assert.True(TreeRules.NamesAForeignFolder("see ../sha" + "red/protocol"));
        Assert.False(TreeRules.NamesAForeignFolder("a network/workshop, shared/with others"));
    }

    [Fact]
    public void Every_test_project_is_in_the_solution()
    {
        var projects = House.Files("tests", ".csproj").ToList();

        Assert.True(projects.Count >= 5);
        Assert.Empty(TreeRules.NotInTheSolution(House.Read("CoRe.Bot.sln"), projects));
        Assert.Equal(["tests/Forgotten/Forgotten.csproj"], TreeRules.NotInTheSolution(House.Read("CoRe.Bot.sln"), ["tests/Forgotten/Forgotten.csproj"]));
    }

    [Fact]
    public void Every_dependency_is_explained_in_the_map_of_the_house()
    {
        var readme = House.Read("src/README.md");
        var projects = House.Files("src", ".csproj", ".props").Concat(House.Files("tests", ".csproj")).Append("Directory.Build.props");

        Assert.Equal([], projects.SelectMany(p => TreeRules.Unexplained(readme, House.Read(p))).Distinct());
        Assert.Equal(["Left.Pad"], TreeRules.Unexplained(readme, "<PackageReference Include=\"Left.Pad\" /><PackageReference Include=\"Moq\" />"));
    }

    [Fact]
    public void The_files_that_the_map_names_are_there()
    {
        bool Exists(string path) => !path.Contains('/') || File.Exists(Path.Combine(House.Root.FullName, "src", path));
        var readme = House.Read("src/README.md");

        Assert.Equal([], TreeRules.DeadPaths(readme, Exists));
        Assert.Equal(["CoRe.Bot/Pipeline/Gone.cs"], TreeRules.DeadPaths("see `CoRe.Bot/Pipeline/Gone.cs` and `CoRe.Bot/Pipeline/TurnRunner.cs`", Exists));
    }

    [Fact]
    public void The_ban_on_hidden_clocks_is_a_build_error_and_nobody_silences_it()
    {
        var (build, symbols) = (House.Read("Directory.Build.props"), House.Read("BannedSymbols.txt"));

        Assert.True(TreeRules.BansHiddenClocks(build, symbols));
        Assert.False(TreeRules.BansHiddenClocks(build, symbols.Replace("P:System.DateTime.UtcNow;", "", StringComparison.Ordinal)));
        Assert.False(TreeRules.BansHiddenClocks(build.Replace("BannedSymbols.txt", "", StringComparison.Ordinal), symbols));
        Assert.Equal([], House.Files("src", ".cs", ".razor", ".csproj", ".props").Where(f => TreeRules.SilencesTheBan(House.Read(f))));
        Assert.True(TreeRules.SilencesTheBan("#pragma warning disable RS00" + "30"));
    }

    [Fact]
    public void The_front_porch_is_clean()
    {
        string[] expected =
        [
            ".ci", ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "CoRe.Bot.sln", "Directory.Build.props", "Directory.Packages.props",
            "LICENSE", "README.md", "appsettings.json", "dialogs", "global.json", "locales", "publiccode.yml", "src", "test", "tests",
        ];
        string[] local = [".git", "artifacts", "data", "keys", ".vs", ".idea", ".vscode", "TestResults"];

        Assert.Empty(House.Root.EnumerateFileSystemInfos().Select(f => f.Name).Except(expected).Except(local));
    }
}
