using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Privacy;

/// <summary>
/// The versioned master keys (256 bits each, files <c>master-N.key</c>, mode 0600). They wrap data keys and never seal words
/// themselves. Created at the first start; losing them loses every stored word, so two sealed copies belong elsewhere.
/// </summary>
internal sealed class MasterKeys
{
    private readonly SortedDictionary<int, byte[]> _keys = [];

    public MasterKeys(IOptions<PrivacyOptions> options, IOptions<StorageOptions> storage)
    {
        var folder = Path.GetFullPath(options.Value.KeyFolder);
        if (IsInside(folder, Path.GetFullPath(storage.Value.Folder)))
        {
            throw new InvalidOperationException("Privacy:KeyFolder lies inside Storage:Folder: a copied data folder would carry its own key.");
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "master-*.key"))
        {
            var version = int.Parse(Path.GetFileNameWithoutExtension(file).AsSpan("master-".Length), NumberStyles.None, CultureInfo.InvariantCulture);
            _keys[version] = Convert.FromBase64String(File.ReadAllText(file).Trim());
        }

        if (_keys.Count == 0)
        {
            _keys[1] = Create(Path.Combine(folder, "master-1.key"));
        }
    }

    public int CurrentVersion => _keys.Keys.Max();

    public byte[] Key(int version) => _keys.TryGetValue(version, out var key)
        ? key
        : throw new CryptographicException($"Master key version {version} is not in the key folder.");

    /// <summary>A key for one purpose (pseudonyms, tokens, audit chain), from the first version so that it outlives rotation.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _keys.Values.First(), 32, info: Encoding.UTF8.GetBytes("corebot/" + purpose));

    private static byte[] Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, how);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        stream.Flush(flushToDisk: true);
        return key;
    }

    private static bool IsInside(string folder, string parent) =>
        (folder + Path.DirectorySeparatorChar).StartsWith(parent.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
