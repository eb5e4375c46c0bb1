using System.Text;
using System.Text.Json;

namespace CoRe.BotFramework;

/// <summary>Names in stored state. The engine's own are in every stored dialog, so reading them makes no new string.</summary>
internal static class StateNames
{
    private static readonly (byte[] Utf8, string Name)[] Known =
    [
        .. new[]
        {
            "id", "state", "index", "version", "options", "values", "stepIndex", "attemptCount", "dialogs",
            "prompt", "retry", "choices", "style", "language", "validations", "value", "score", "synonym",
            "type", "text", "speak", "hint", "locale", "format", "action", "synonyms",
        }.Select(name => (Encoding.UTF8.GetBytes(name), name)),
    ];

    /// <summary>Reads the name the reader stands on and goes to its value.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        var name = Find(ref reader) ?? reader.GetString()!;
        reader.Read();
        return name;
    }

    private static string Find(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, name) in Known)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return name;
            }
        }

        return null;
    }
}
