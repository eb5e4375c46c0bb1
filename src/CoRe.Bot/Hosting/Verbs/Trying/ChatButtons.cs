using System.Text.Json;

namespace CoRe.Bot.Hosting.Verbs.Trying;

/// <summary>Cards and event values as they come back from the transcript: read through JSON, so that both bot runtimes give the same.</summary>
internal static class ChatButtons
{
    public static IEnumerable<(string Title, string Value)> OfCard(Attachment card)
    {
        if (card.ContentType != HeroCard.ContentType)
        {
            yield break;
        }

        using var content = JsonDocument.Parse(Json(card.Content));
        if (!content.RootElement.TryGetProperty("buttons", out var buttons))
        {
            yield break;
        }

        foreach (var button in buttons.EnumerateArray())
        {
            yield return (Text(button, "title"), Text(button, "value"));
        }
    }

    public static IReadOnlyDictionary<string, string> ValueOf(Activity activity)
    {
        if (activity.Value is null)
        {
            return new Dictionary<string, string>();
        }

        using var value = JsonDocument.Parse(Json(activity.Value));
        return value.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString().ToLowerInvariant(), StringComparer.Ordinal);
    }

    /// <summary>Both runtimes' free-form values print themselves as JSON.</summary>
    private static string Json(object content) => content.ToString() ?? "{}";

    private static string Text(JsonElement button, string member) => button.TryGetProperty(member, out var text) ? text.ToString() : "";
}
