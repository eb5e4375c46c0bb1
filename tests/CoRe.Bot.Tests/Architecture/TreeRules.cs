using System.Text.RegularExpressions;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>Rules about the files themselves. Each takes a path and a text, so that a planted text can be held against it.</summary>
internal static partial class TreeRules
{
    public const int LongestFile = 400;
    public const int FullestFolder = 12;

    public static bool NamesTheEngine(string source) => EngineName().IsMatch(source);

    public static bool IsUnfinished(string source) => Unfinished().IsMatch(source);

    public static bool StandsInForRooms(string source) => NamespaceBlock().IsMatch(source);

    /// <summary>Folders of the machine on which it was written mean nothing to whoever reads it.</summary>
    public static bool NamesAForeignFolder(string text) => ForeignFolder().IsMatch(text);

    public static bool IsTooLong(string source) => source.AsSpan().Count('\n') > LongestFile;

    public static bool SilencesTheBan(string source) => Silenced().IsMatch(source);

    /// <summary>Test projects that the solution does not name are never run by anybody.</summary>
    public static IEnumerable<string> NotInTheSolution(string solution, IEnumerable<string> projects) =>
        projects.Where(project => !solution.Contains(project.Replace('/', '\\'), StringComparison.Ordinal));

    public static bool BansHiddenClocks(string buildFile, string symbols) =>
        buildFile.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", StringComparison.Ordinal)
        && buildFile.Contains("BannedSymbols.txt", StringComparison.Ordinal)
        && buildFile.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", StringComparison.Ordinal)
        && new[] { "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.UtcNow;", "P:System.Random.Shared;", "M:System.Threading.Thread.Sleep(" }
            .All(symbol => symbols.Contains(symbol, StringComparison.Ordinal));

    /// <summary>Packages that a project takes and the page of dependencies does not explain.</summary>
    public static IEnumerable<string> Unexplained(string readme, string project) =>
        Package().Matches(project).Select(m => m.Groups["name"].Value).Where(name => !Regex.IsMatch(readme, $@"[|,] {Regex.Escape(name)}[ ,]", RegexOptions.CultureInvariant));

    /// <summary>Source files that a page names and that are not there.</summary>
    public static IEnumerable<string> DeadPaths(string page, Func<string, bool> exists) =>
        SourcePath().Matches(page).Select(m => m.Groups["path"].Value).Where(path => !exists(path));

    [GeneratedRegex("<PackageReference Include=\"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Package();

    [GeneratedRegex(@"`(?<path>[\w./-]+\.(cs|props|yaml))`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"\bCoRe\.BotFramework\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EngineName();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.])/wo" + @"rk/|\bsha" + @"red/(design|protocol|content|data|hooks)\b|\.\./sha" + @"red\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ForeignFolder();

    [GeneratedRegex(@"^namespace [\w.]+\s*\{", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex NamespaceBlock();

    [GeneratedRegex(@"pragma warning disable[^\n]*RS0030|NoWarn[^\n]*RS0030|RS0030[^\n]*none", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Silenced();
}
