using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace CoRe.Bot.BotSdk;

/// <summary>The variant for Microsoft's packages (<c>-p:BotSdk=Microsoft</c>), which speak Newtonsoft.Json.</summary>
internal static class SdkJson
{
    private static readonly JsonSerializerSettings Wire = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver(),
        MaxDepth = 48,
    };

    // Only types of ours and of the SDK come back from state: the names inside it are written by this process and sealed.
    private static readonly JsonSerializerSettings State = new() { TypeNameHandling = TypeNameHandling.Auto, MaxDepth = 256 };

    public static byte[] Write(Activity activity) => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(activity, Wire));

    public static Activity Read(ReadOnlySpan<byte> json) => JsonConvert.DeserializeObject<Activity>(Encoding.UTF8.GetString(json), Wire)!;

    public static ReadOnlyMemory<byte> WriteState(object document) => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(document, typeof(object), State));

    public static object ReadState(ReadOnlyMemory<byte> json) => JsonConvert.DeserializeObject(Encoding.UTF8.GetString(json.Span), State) ?? new JObject();
}
