using CoRe.Bot.Hosting.Verbs.Translating;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Pipeline;

namespace CoRe.Bot.Tests.Languages;

/// <summary>What translators get and give back, on a copy of the real packs.</summary>
public sealed class LocalesVerbTests : IDisposable
{
    private static readonly LocaleTag French = new("fr");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("corebot-locales-");

    public LocalesVerbTests()
    {
        foreach (var tag in (string[])["it", "en", "fr"])
        {
            Copy(Path.Combine(LocaleFolder.RealLibrary().Folder, tag), Path.Combine(_folder.FullName, tag));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_language_goes_out_and_comes_back_without_a_loss()
    {
        var before = Units();
        Assert.Equal(0, (await RunAsync("export", "fr", Xlf)).Code);
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.FullName, "fr"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("locale.json", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        Assert.All(Units(), unit => Assert.Null(unit.Words));
        var (code, said) = await RunAsync("import", Xlf);

        Assert.True(code == 0, said);
        Assert.Equal(before.Select(unit => (unit.Id, unit.Italian, unit.Words)), Units().Select(unit => (unit.Id, unit.Italian, unit.Words)));
    }

    [Fact]
    public async Task What_comes_back_unchanged_changes_no_file()
    {
        await RunAsync("export", "fr", Xlf);
        var before = Files();
        var (_, said) = await RunAsync("import", Xlf);

        Assert.Contains(" 0 changed", said, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task When_the_Italian_changes_the_text_is_stale_until_it_is_looked_at()
    {
        await RunAsync("stamp", "fr");
        Edit("it/texts/page.json", "Esci subito", "Esci adesso");
        Edit("it/rights/school_enrolment.yaml", "Puoi iscriverti in qualunque mese dell'anno.", "Puoi iscriverti tutto l'anno.");

        Assert.Equal(["page.leave", "page.leave.hint", "rights/school_enrolment/answer-3"], Units().Where(unit => unit.State == TextState.Stale).Select(unit => unit.Id));
        Assert.Equal(TextState.Stale, Rights(Library()).Article(new("school_enrolment"), French).State);
        Assert.Equal(TextState.Stale, Library().Text(French, "page.leave").State);

        await RunAsync("export", "fr", Xlf);
        Assert.Equal(0, (await RunAsync("import", Xlf)).Code);
        Assert.DoesNotContain(Units(), unit => unit.State == TextState.Stale);
    }

    [Fact]
    public async Task A_final_sentence_needs_the_name_of_who_approved_it()
    {
        await RunAsync("export", "fr", Xlf);
        File.WriteAllText(Xlf, File.ReadAllText(Xlf).Replace("id=\"page.leave\" approved=\"no\"", "id=\"page.leave\" approved=\"yes\"", StringComparison.Ordinal));
        var before = Files();

        Assert.Equal(2, (await RunAsync("import", Xlf)).Code);
        Assert.Equal(before, Files());

        Assert.Equal(0, (await RunAsync("import", Xlf, "--reviewer", "Aïcha B.")).Code);
        Assert.Equal((TextState.Reviewed, "Aïcha B."), (Library().Text(French, "page.leave").State, Library().Pack(French).Reviewer));
        Assert.Equal(TextState.Machine, Library().Text(French, "page.title").State);
    }

    [Theory]
    [InlineData("<source>Esci subito</source>", "<source>Esci presto</source>", "from another Italian sentence")]
    [InlineData("{name}, une personne", "{nom}, une personne", "does not have the places")]
    [InlineData("id=\"page.leave\"", "id=\"page.nothing\"", "is no text of this product")]
    [InlineData("source-language=\"it\"", "source-language=\"en\"", "is not 'it'")]
    [InlineData("target-language=\"fr\"", "target-language=\"xx\"", "is no language that is translated here")]
    [InlineData("</xliff>", "", "is not well-formed XML")]
    [InlineData("<xliff", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><xliff", "is not well-formed XML")]
    public async Task A_file_that_does_not_fit_is_refused_and_changes_nothing(string old, string wrong, string problem)
    {
        await RunAsync("export", "fr", Xlf);
        var text = File.ReadAllText(Xlf);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(Xlf, text.Replace(old, wrong, StringComparison.Ordinal));
        var before = Files();

        var (code, said) = await RunAsync("import", Xlf);

        Assert.Equal(2, code);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task The_complete_languages_of_the_product_have_every_text()
    {
        using var output = new StringWriter();
        var library = LocaleFolder.RealLibrary();
        await LocalesVerb.RunAsync(library, Rights(library), RealParts.Recognizer, ["status"], output);

        var lines = output.ToString().Split('\n').Skip(1).Where(line => line.Contains(" complete ", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count >= 4);
        Assert.All(lines, line => Assert.Contains(" 100% ", line, StringComparison.Ordinal));
    }

    private string Xlf => Path.Combine(_folder.FullName, "fr.xlf");

    private LocaleLibrary Library() => LocaleLibrary.Load(_folder.FullName);

    private static RightsLibrary Rights(LocaleLibrary locales) => RightsLibrary.Load(locales, TimeProvider.System);

    private IReadOnlyList<TranslationUnit> Units() => TranslationUnit.Of(Library(), Rights(Library()), French);

    private List<(string, string)> Files() => [.. Directory.GetFiles(Path.Combine(_folder.FullName, "fr"), "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("made-from.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)))];

    private void Edit(string file, string old, string words)
    {
        var path = Path.Combine(_folder.FullName, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, words, StringComparison.Ordinal));
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] rest)
    {
        using var output = new StringWriter();
        var code = await LocalesVerb.RunAsync(Library(), Rights(Library()), RealParts.Recognizer, rest, output);
        return (code, output.ToString());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("risk.yaml", StringComparison.Ordinal)))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }
}
