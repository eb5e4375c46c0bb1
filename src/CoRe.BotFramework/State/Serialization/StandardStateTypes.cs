using System.Text.Json;

namespace CoRe.BotFramework;

/// <summary>The types every bot may keep. Tags are stored data: they are never renamed.</summary>
internal static class StandardStateTypes
{
    public static IEnumerable<StateType> All() =>
    [
        new DirectStateType<Dictionary<string, object>>("map", WriteMap, ReadMap),
        new DirectStateType<List<object>>("list", WriteList, ReadList),
        new DirectStateType<object[]>("array", (writer, items, types) => WriteList(writer, items, types),
            (ref Utf8JsonReader reader, StateTypes types) => [.. ReadList(ref reader, types)]),
        .. Scalar<string>("string", tagAlone: false),
        .. Scalar<int>("int", tagAlone: false),
        .. Scalar<bool>("bool", tagAlone: false),
        .. Scalar<long>("long"),
        .. Scalar<double>("double"),
        .. Scalar<float>("float"),
        .. Scalar<decimal>("decimal"),
        .. Scalar<DateTime>("date"),
        .. Scalar<DateTimeOffset>("time"),
        .. Scalar<DateOnly>("day"),
        .. Scalar<Guid>("guid"),
        .. Scalar<TimeSpan>("span"),
        new JsonStateType<Dictionary<string, string>>("map:string", null),
        new JsonStateType<Uri>("uri", null),
        new JsonStateType<JsonElement>("json", null),
        new JsonStateType<Activity>("activity", null),
        .. DialogStateTypes.All(),
    ];

    // A plain string, int or bool needs no tag; their lists do.
    private static IEnumerable<StateType> Scalar<T>(string tag, bool tagAlone = true)
    {
        if (tagAlone)
        {
            yield return new JsonStateType<T>(tag, null);
        }

        yield return new JsonStateType<List<T>>("list:" + tag, null);
        yield return new JsonStateType<T[]>("array:" + tag, null);
    }

    internal static void WriteMap(Utf8JsonWriter writer, Dictionary<string, object> map, StateTypes types)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            types.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    internal static Dictionary<string, object> ReadMap(ref Utf8JsonReader reader, StateTypes types)
    {
        var map = new Dictionary<string, object>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StateNames.Read(ref reader);
            map[name] = types.Read(ref reader);
        }

        return map;
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<object> items, StateTypes types)
    {
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            types.Write(writer, items[i]);
        }

        writer.WriteEndArray();
    }

    private static List<object> ReadList(ref Utf8JsonReader reader, StateTypes types)
    {
        var items = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(types.Read(ref reader));
        }

        return items;
    }
}
