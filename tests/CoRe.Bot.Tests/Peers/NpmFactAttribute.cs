using System.Runtime.CompilerServices;

namespace CoRe.Bot.Tests.Peers;

/// <summary>A test against a foreign server from npm. Skipped, and said so, where it is not installed: <c>./test</c> runs <c>npm ci</c> first.</summary>
internal sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute(string package) => Skip = Directory.Exists(Path.Combine(Folder, "node_modules", package))
        ? null : $"{package} is not installed here: run npm ci in tests/CoRe.Bot.Tests/Peers/npm.";

    public static string Folder { get; } = Path.Combine(Here(), "npm");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
