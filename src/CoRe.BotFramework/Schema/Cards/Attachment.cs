using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.BotFramework.Schema;

/// <summary>A picture, a file or a card that goes with a message.</summary>
public class Attachment
{
    public Attachment()
    {
    }

    public Attachment(string contentType = null, string contentUrl = null, object content = null, string name = null,
        string thumbnailUrl = null)
        => (ContentType, ContentUrl, Content, Name, ThumbnailUrl) = (contentType, contentUrl, content, name, thumbnailUrl);

    public string ContentType { get; set; }
    public string ContentUrl { get; set; }
    public object Content { get; set; }
    public string Name { get; set; }

    /// <summary>Members this schema does not know, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get => field ??= []; set; }
    public string ThumbnailUrl { get; set; }
}
