using System.Runtime.CompilerServices;

namespace CoRe.Bot.Channels.Tests.Peers;

/// <summary>
/// A test against a foreign client from npm. Skipped, and said so, where it is not installed: <c>./test</c> runs
/// <c>npm ci</c> in <see cref="Folder"/> first; <c>dotnet test</c> alone needs nothing from the network.
/// </summary>
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(bool browser = false) =>
        Skip = !Directory.Exists(Path.Combine(Folder, "node_modules", "botframework-webchat"))
            ? "Microsoft's clients are not installed here: run npm ci in tests/CoRe.Bot.Channels.Tests/Peers/npm."
            : browser && !File.Exists(Chromium) ? "No Chromium here." : null;

    public static string Folder { get; } = Path.Combine(Here(), "npm");

    public static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
