using CoRe.Bot.Languages;

namespace CoRe.Bot.Tests.Languages;

/// <summary>The real packs, and small packs made up for one test in a folder that goes away with it.</summary>
internal sealed class LocaleFolder : IDisposable
{
    public LocaleFolder() => Path = Directory.CreateTempSubdirectory("locales-").FullName;

    public static string Real => FolderFinder.Find("locales", AppContext.BaseDirectory);

    public string Path { get; }

    public static LocaleLibrary RealLibrary() => LocaleLibrary.Load(Real);

    /// <summary>The folder of the solution, for files that do not travel with the program.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CoRe.Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    public LocaleFolder With(string tag, string texts, string direction = "ltr", string state = "draft", string more = "")
    {
        Write($"{tag}/locale.json", $$"""
            { "tag": "{{tag}}", "ownName": "{{tag}}", "direction": "{{direction}}", "fallback": ["it"], "state": "{{state}}", "reviewer": null{{more}} }
            """);
        return Write($"{tag}/texts/page.json", texts);
    }

    public LocaleFolder Write(string file, string content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public LocaleLibrary Load() => LocaleLibrary.Load(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
