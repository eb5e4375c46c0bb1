using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Languages.Packs;

/// <summary>
/// <c>made-from.json</c> of a pack: which Italian each text was translated from, as eight hexadecimal digits. When the Italian changes the text is
/// stale, and says so, until somebody has looked at it again.
/// </summary>
internal sealed class Stamps
{
    public const string FileName = "made-from.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };
    private readonly SortedDictionary<string, string> _of = new(StringComparer.Ordinal);

    /// <summary>The stamps of a pack folder; none when the file is not there.</summary>
    public static Stamps Read(string folder)
    {
        var stamps = new Stamps();
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            foreach (var (id, print) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [])
            {
                stamps._of[id] = print;
            }
        }

        return stamps;
    }

    /// <summary>True when the text is known to come from another Italian sentence than this one.</summary>
    public bool IsStale(string id, string italian) => _of.TryGetValue(id, out var print) && print != Print(italian);

    public bool Has(string id) => _of.ContainsKey(id);

    public void Set(string id, string italian) => _of[id] = Print(italian);

    /// <summary>Forgets what is no text any more.</summary>
    public void Keep(IReadOnlySet<string> ids)
    {
        foreach (var gone in _of.Keys.Where(id => !ids.Contains(id)).ToList())
        {
            _of.Remove(gone);
        }
    }

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(_of, Readable) + "\n");

    private static string Print(string italian) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(italian)))[..8];
}
