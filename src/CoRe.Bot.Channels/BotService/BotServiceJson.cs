using System.Text.Json.Serialization;

namespace CoRe.Bot.Channels.BotService;

[JsonSerializable(typeof(BotServiceAddress))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BotServiceJson : JsonSerializerContext;
