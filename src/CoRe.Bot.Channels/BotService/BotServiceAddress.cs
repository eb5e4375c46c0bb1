using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoRe.Bot.Channels.BotService;

/// <summary>Where replies go, as the service wants it said back: all of it comes from the person's last activity.</summary>
/// <param name="Conversation">The channel's account of the conversation, whole: Teams wants its tenant again.</param>
/// <param name="TenantId">Teams' tenant, or null.</param>
internal sealed record BotServiceAddress(string ServiceUrl, string ChannelId, JsonElement Conversation, JsonElement Person, JsonElement Bot, string? TenantId)
{
    public string ConversationId => Conversation.GetProperty("id").GetString()!;

    public static BotServiceAddress Parse(string text) => JsonSerializer.Deserialize(text, BotServiceJson.Default.BotServiceAddress)
        ?? throw new JsonException("no address");

    public override string ToString() => JsonSerializer.Serialize(this, BotServiceJson.Default.BotServiceAddress);

    /// <summary>An activity from the bot to the person, still without words.</summary>
    public JsonObject Activity()
    {
        var activity = new JsonObject
        {
            ["type"] = "message", ["channelId"] = ChannelId, ["serviceUrl"] = ServiceUrl, ["from"] = JsonNode.Parse(Bot.GetRawText()),
            ["recipient"] = JsonNode.Parse(Person.GetRawText()), ["conversation"] = JsonNode.Parse(Conversation.GetRawText()),
        };
        if (TenantId is not null)
        {
            activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TenantId } };
        }

        return activity;
    }
}
