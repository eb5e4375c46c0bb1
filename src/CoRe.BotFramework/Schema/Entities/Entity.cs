using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.BotFramework.Schema;

/// <summary>A fact that travels with an activity: a mention, client capabilities, a place.</summary>
[JsonConverter(typeof(EntityConverter))]
public class Entity : IEquatable<Entity>
{
    public Entity()
    {
    }

    public Entity(string type = null) => Type = type;

    public string Type { get; set; }

    /// <summary>Members this schema does not know, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get => field ??= []; set; }

    /// <summary>This entity read as another shape.</summary>
    public T GetAs<T>() => ActivityJson.Convert<T>(ActivityJson.ToElement(this));

    /// <summary>Takes over the members of <paramref name="obj"/>.</summary>
    public void SetAs<T>(T obj)
    {
        var other = ActivityJson.Convert<Entity>(ActivityJson.ToElement(obj));
        (Type, Properties) = (other?.Type, other?.Properties);
    }

    public bool Equals(Entity other)
        => other is not null && ActivityJson.ToElement(this).GetRawText() == ActivityJson.ToElement(other).GetRawText();

    public override bool Equals(object obj) => obj is Entity other && Equals(other);

    // Entities are mutable: only what both sides surely share may count.
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Type ?? string.Empty);
}

/// <summary>Somebody named in a message.</summary>
public class Mention : Entity
{
    public Mention() : base("mention")
    {
    }

    public Mention(ChannelAccount mentioned = null, string text = null, string type = null) : base(type ?? "mention")
        => (Mentioned, Text) = (mentioned, text);

    public ChannelAccount Mentioned { get; set; }
    public string Text { get; set; }
}
