using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>Messages in the Cloud API's shapes: text, up to three reply buttons, a list of up to ten rows, a template.</summary>
internal static class WhatsAppMessages
{
    public const int MostRows = 10;
    public const int LongestBody = 1024;
    private const int MostReplies = 3;
    private const int LongestReply = 20;
    private const int LongestRow = 24;
    private const int LongestDescription = 72;

    /// <summary>A sign that needs no language: the button that opens a list.</summary>
    private const string Opener = "☰";

    public static JsonObject Of(string user, WireMessage message) => message.Buttons switch
    {
        { Count: 0 } => Envelope(user, "text", new JsonObject { ["body"] = message.Text, ["preview_url"] = false }),
        { Count: <= MostReplies } buttons when buttons.All(button => button.Label.Length <= LongestReply) => Interactive(user, message.Text, "button",
            new JsonObject { ["buttons"] = new JsonArray([.. buttons.Select(button => new JsonObject { ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = button.Id, ["title"] = button.Label } })]) }),
        var buttons => Interactive(user, message.Text, "list",
            new JsonObject { ["button"] = Opener, ["sections"] = new JsonArray(new JsonObject { ["rows"] = new JsonArray([.. buttons.Select(Row)]) }) }),
    };

    public static JsonObject Template(string user, string name, string language) =>
        Envelope(user, "template", new JsonObject { ["name"] = name, ["language"] = new JsonObject { ["code"] = language } });

    private static JsonObject Row(WireButton button)
    {
        var row = new JsonObject { ["id"] = button.Id, ["title"] = Cut(button.Label, LongestRow) };
        if (button.Label.Length > LongestRow)
        {
            row["description"] = Cut(button.Label, LongestDescription);
        }

        return row;
    }

    private static JsonObject Interactive(string user, string text, string kind, JsonObject action) =>
        Envelope(user, "interactive", new JsonObject { ["type"] = kind, ["body"] = new JsonObject { ["text"] = text }, ["action"] = action });

    // Somebody who hides the number is reached by the id, which is no number.
    private static JsonObject Envelope(string user, string kind, JsonObject content) => new()
    {
        ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual", [user.All(char.IsAsciiDigit) ? "to" : "recipient"] = user, ["type"] = kind, [kind] = content,
    };

    private static string Cut(string label, int most) => label.Length <= most ? label
        : string.Concat(label.AsSpan(0, char.IsHighSurrogate(label[most - 2]) ? most - 2 : most - 1), "…");
}
