using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CoRe.Bot.Languages;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Chat;

/// <summary>The page's own sentences for its script; the keys have lost their leading <c>page.</c>.</summary>
internal sealed record ChatTexts(string Tag, string Dir, IReadOnlyDictionary<string, string> Texts);

/// <summary>A place the phone may choose by itself. <paramref name="At"/>: latitude, longitude.</summary>
internal sealed record ChatPlace(string Id, double[] At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatTexts))]
[JsonSerializable(typeof(IEnumerable<ChatPlace>))]
internal sealed partial class ChatPageJson : JsonSerializerContext
{
    /// <summary>Arabic stays Arabic (a quarter of the bytes); what could end a script element stays escaped.</summary>
    public static readonly ChatPageJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}

/// <summary>Makes the phone page of each language once: one document with style, script and sentences, ready to be sent.</summary>
internal sealed partial class ChatPage(LocaleLibrary library, ChatPageFiles files, IOptions<ChatPageOptions> options)
{
    private const string Prefix = "page.";
    private const int FirstTiles = 6;
    private readonly ConcurrentDictionary<(LocaleTag Tag, int Version), ChatDocument> _documents = new();
    private readonly ConcurrentDictionary<(LocaleTag Tag, int Version), ChatDocument> _texts = new();
    private readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public ChatDocument Document(LocaleTag tag) => Newest(_documents, tag, Fill);

    public ChatDocument Texts(LocaleTag tag) => Newest(_texts, tag, Json);

    /// <summary>Made again when a text was corrected; the one before is forgotten.</summary>
    private ChatDocument Newest(ConcurrentDictionary<(LocaleTag Tag, int Version), ChatDocument> made, LocaleTag tag, Func<LocaleTag, string> make)
    {
        var version = library.Version;
        made.TryRemove((tag, version - 1), out _);
        return made.GetOrAdd((tag, version), it => ChatDocument.Of(make(it.Tag)));
    }

    private string Json(LocaleTag tag)
    {
        var pack = library.Pack(tag);
        var texts = library.Section(pack.Tag, Prefix).ToDictionary(text => text.Key[Prefix.Length..], text => text.Value);
        return JsonSerializer.Serialize(new ChatTexts(pack.Tag.Value, pack.Direction, texts), ChatPageJson.Readable.ChatTexts);
    }

    /// <summary>Two braces hold a text key or a plain value, written as text; three hold a part that is made here.</summary>
    private string Fill(LocaleTag tag)
    {
        var pack = library.Pack(tag);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["style"] = files.Style,
            ["script"] = files.Script,
            ["texts"] = Json(pack.Tag),
            ["tiles"] = Tiles(pack.Tag),
        };
        return Place().Replace(files.Template, place => place.Groups["part"].Success
            ? parts[place.Groups["part"].Value]
            : _encoder.Encode(ValueOf(place.Groups["key"].Value, pack)));
    }

    private string ValueOf(string key, LocalePack pack) => key switch
    {
        "lang" => pack.Tag.Value,
        "dir" => pack.Direction,
        "leave" => options.Value.LeaveUrl.AbsoluteUri,
        _ => library.Text(pack.Tag, key).Text,
    };

    /// <summary>Plain links, so that the choice works before and without the script. No flags: a flag is a state.</summary>
    private string Tiles(LocaleTag chosen)
    {
        var open = library.Packs.Where(pack => library.IsOpen(pack.Tag)).Select(pack => Tile(pack, chosen)).ToList();
        var first = string.Concat(open.Take(FirstTiles));
        return open.Count <= FirstTiles
            ? first
            : $"{first}<details><summary data-t=\"page.lang.more\">{_encoder.Encode(library.Text(chosen, "page.lang.more").Text)}</summary>" +
              $"<div>{string.Concat(open.Skip(FirstTiles))}</div></details>";
    }

    private string Tile(LocalePack pack, LocaleTag chosen)
    {
        var tag = _encoder.Encode(pack.Tag.Value);
        var current = pack.Tag == chosen ? " aria-current=\"true\"" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<a href=\"?l={tag}\" data-lang=\"{tag}\" lang=\"{tag}\" dir=\"{pack.Direction}\"{current}>{_encoder.Encode(pack.OwnName)}</a>");
    }

    [GeneratedRegex(@"\{\{\{(?<part>[a-z]+)\}\}\}|\{\{(?<key>[a-z0-9.]+)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
