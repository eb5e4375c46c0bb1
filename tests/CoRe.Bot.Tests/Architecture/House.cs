using CoRe.Bot.Channels.DirectLine;
using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>The repository and the assemblies that were built from it, as the rules see them.</summary>
internal static class House
{
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>The two assemblies of the product; the engine knows neither and is watched by the compiler.</summary>
    public static IReadOnlyList<ModuleDefinition> Modules { get; } =
        [ModuleDefinition.ReadModule(typeof(Facts.PersonText).Assembly.Location), ModuleDefinition.ReadModule(typeof(DirectLineSetup).Assembly.Location)];

    /// <summary>All types, nested ones too.</summary>
    public static IEnumerable<TypeDefinition> Types(IEnumerable<ModuleDefinition> modules) =>
        modules.SelectMany(m => m.GetTypes()).Where(t => Outermost(t).Namespace.StartsWith("CoRe.Bot", StringComparison.Ordinal));

    /// <summary>What the compiler makes of lambdas and async methods belongs to the type a person wrote.</summary>
    public static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    /// <summary>Files that belong to the repository below <paramref name="folder"/>, as paths from its root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(new DirectoryInfo(Path.Combine(Root.FullName, folder)))
            .Select(f => Path.GetRelativePath(Root.FullName, f.FullName).Replace('\\', '/'))
            .Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
            .Where(d => d.Name is not (".git" or "artifacts" or "node_modules" or "bin" or "obj" or "data" or "keys" or "TestResults" or ".vs" or ".idea") || d.Parent?.Name is "Privacy")
            .SelectMany(Walk));

    private static DirectoryInfo FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CoRe.Bot.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
