using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CoRe.Bot.Chat;

/// <summary>
/// The page's sources as they lie in <c>wwwroot/chat</c>, made ready to stand inside one document. They are part of the program
/// file, so that the page a child needs cannot be missing or half replaced on a server.
/// </summary>
internal sealed partial class ChatPageFiles
{
    /// <summary>A module stands after those it uses. One scope holds them all, so no two may declare the same name.</summary>
    private static readonly string[] Modules = ["nodes", "pictures", "texts", "wire", "queue", "voice", "actions", "near", "view", "leave", "limits", "phone", "code", "main"];

    public ChatPageFiles()
    {
        Template = Squeeze(HtmlComment().Replace(Read("page.html"), ""));
        Style = Squeeze(BlockComment().Replace(Read("page.css"), ""));
        Script = string.Join('\n', Modules.Select(name => Inline(Read(name + ".js"))));
        StyleHash = HashOf(Style);
        ScriptHash = HashOf(Script);
    }

    public string Template { get; }

    public string Style { get; }

    public string Script { get; }

    /// <summary>Content security policy source of <see cref="Style"/>: a hash lets the document be made once and compressed well.</summary>
    public string StyleHash { get; }

    public string ScriptHash { get; }

    /// <summary>
    /// Joins modules without a build step: imports and the word <c>export</c> go, and with them what only readers need.
    /// Our modules keep to what this can read: imports on one line, comments on their own lines, no template text over several lines.
    /// </summary>
    private static string Inline(string module) => Squeeze(Export().Replace(Import().Replace(LineComment().Replace(BlockComment().Replace(module, ""), ""), ""), ""));

    internal static string Squeeze(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    internal static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    internal static string Read(string file)
    {
        using var stream = typeof(ChatPageFiles).Assembly.GetManifestResourceStream("chat/" + file)
            ?? throw new InvalidOperationException($"'{file}' of the phone page is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"<!--.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex HtmlComment();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex BlockComment();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex LineComment();

    [GeneratedRegex(@"^import .*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export ", RegexOptions.Multiline, 1000)]
    private static partial Regex Export();
}
