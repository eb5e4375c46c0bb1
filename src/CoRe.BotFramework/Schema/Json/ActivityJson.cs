using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework.Schema;

/// <summary>
/// The wire JSON of the Activity schema: camelCase, nulls left out, times in UTC, unknown members kept.
/// An addition to Microsoft's surface; everything that reads or writes wire JSON goes through here.
/// </summary>
public static class ActivityJson
{
    /// <summary>Nesting allowed in what arrives: enough for cards, too little for a stack attack.</summary>
    public const int MaxDepth = 48;

    /// <summary>Read-only options with compile-time contracts for the schema and reflection only for foreign payload types.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>The contract of <see cref="Activity"/>.</summary>
    public static JsonTypeInfo<Activity> ActivityTypeInfo { get; } = (JsonTypeInfo<Activity>)Options.GetTypeInfo(typeof(Activity));

    public static string Serialize(Activity activity) => JsonSerializer.Serialize(activity, ActivityTypeInfo);

    public static byte[] SerializeToUtf8Bytes(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, ActivityTypeInfo);

    public static void Serialize(Utf8JsonWriter writer, Activity activity) => JsonSerializer.Serialize(writer, activity, ActivityTypeInfo);

    public static Activity Deserialize(string json) => JsonSerializer.Deserialize(json, ActivityTypeInfo);

    public static Activity Deserialize(ReadOnlySpan<byte> utf8Json) => JsonSerializer.Deserialize(utf8Json, ActivityTypeInfo);

    /// <summary>Reads an activity from a request body.</summary>
    public static ValueTask<Activity> DeserializeAsync(Stream utf8Json, CancellationToken cancellationToken)
        => JsonSerializer.DeserializeAsync(utf8Json, ActivityTypeInfo, cancellationToken);

    /// <summary>Any payload as JSON; what already is JSON stays itself.</summary>
    public static JsonElement ToElement(object value)
        => value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, value?.GetType() ?? typeof(object), Options);

    /// <summary>An untyped payload (Value, ChannelData, Content) as <typeparamref name="T"/>; default when there is none.</summary>
    /// <exception cref="JsonException">The payload has another shape.</exception>
    public static T Convert<T>(object value) => value switch
    {
        null => default,
        T typed => typed,
        JsonElement element => element.Deserialize<T>(Options),
        _ => ToElement(value).Deserialize<T>(Options),
    };

    /// <summary>Like <see cref="Convert{T}"/>, but false when there is nothing or it has another shape.</summary>
    public static bool TryConvert<T>(object value, out T result)
    {
        result = default;
        if (value is null)
        {
            return false;
        }

        try
        {
            result = Convert<T>(value);
            return result is not null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ActivityJsonContext.Default.Options)
        {
            // Wire JSON is never pasted into HTML; Arabic and Bengali words stay words instead of six bytes a letter.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(ActivityJsonContext.Default, new DefaultJsonTypeInfoResolver()),
        };
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Typed reading of an activity's payload, the same call on both runtimes.</summary>
public static class ActivityValueExtensions
{
    /// <summary>The activity's <c>value</c> as <typeparamref name="T"/>; default when there is none.</summary>
    public static T GetValue<T>(this IActivity activity) => ActivityJson.Convert<T>(((Activity)activity).Value);

    /// <summary>Like <see cref="GetValue{T}"/>, but false when there is nothing or it has another shape.</summary>
    public static bool TryGetValue<T>(this IActivity activity, out T value) => ActivityJson.TryConvert(((Activity)activity).Value, out value);
}
