using System.Text.Json.Nodes;

namespace CoRe.Bot.Journeys.Chat;

/// <summary>Activities as the bot sends them to the page.</summary>
internal static class Line
{
    public static JsonObject Bot(string text, string locale = "it", string kind = "info", string state = "reviewed") => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["locale"] = locale,
        ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" },
        ["channelData"] = new JsonObject { ["core"] = new JsonObject { ["kind"] = kind, ["state"] = state, ["author"] = "bot" } },
    };

    public static JsonObject Person(string text, string name) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["locale"] = "it",
        ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" },
        ["channelData"] = new JsonObject { ["core"] = new JsonObject { ["kind"] = "info", ["author"] = "person", ["name"] = name } },
    };

    public static JsonObject State(string state, string? person = null, string? backAt = null, bool staffed = false) => Event("core.state", new JsonObject
    {
        ["state"] = state,
        ["person"] = person,
        ["backAt"] = backAt,
        ["staffed"] = staffed,
    });

    public static JsonObject Event(string name, JsonObject? value = null) => new()
    {
        ["type"] = "event",
        ["name"] = name,
        ["value"] = value ?? [],
        ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" },
    };

    public static JsonObject Typing() => new() { ["type"] = "typing", ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" } };

    public static JsonObject Reply(string title, string text) => new()
    {
        ["type"] = "messageBack",
        ["title"] = title,
        ["displayText"] = title,
        ["text"] = text,
        ["value"] = new JsonObject { ["from"] = "tap" },
    };

    public static JsonObject Call(string title, string number) => new() { ["type"] = "call", ["title"] = title, ["value"] = $"tel:{number}" };

    public static JsonObject Link(string title, string url) => new() { ["type"] = "openUrl", ["title"] = title, ["value"] = url };

    public static JsonObject WithAnswers(this JsonObject message, params JsonObject[] actions)
    {
        message["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray([.. actions]) };
        return message;
    }

    public static JsonObject WithCard(this JsonObject message, string? title, string? text, params JsonObject[] buttons)
    {
        message["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.hero",
            ["content"] = new JsonObject { ["title"] = title, ["text"] = text, ["buttons"] = new JsonArray([.. buttons]) },
        });
        return message;
    }

    /// <summary>The safety message as the product sends it: numbers across the width, then one question.</summary>
    public static JsonObject Danger(string locale = "it") =>
        Bot(locale == "ar" ? "يسعدني أنك كتبت. لست وحدك." : "Hai fatto bene a scrivere. Non sei solo o sola.", locale, "safety", "draft")
            .WithCard(null, null, Call("112", "112"), Call("114", "114"), Reply("Una persona", "#person"))
            .WithAnswers(Reply(locale == "ar" ? "نعم" : "Sì", "#yes"), Reply(locale == "ar" ? "لا" : "No", "#no"));
}
