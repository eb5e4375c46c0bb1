using System.Text;

namespace CoRe.Bot.Hosting.Verbs.Trying;

/// <summary>
/// A conversation as people read it (<c>tests/conversations/README.md</c>): what is set up (<c>@</c>), what the person writes or
/// taps (<c>&gt;</c>), and what came of it: bubbles (<c>&lt;</c>) and effects (<c>=</c>).
/// </summary>
/// <param name="Notes">Comment lines at the top: what this conversation is for.</param>
/// <param name="Settings"><c>language</c>, <c>channel</c>, <c>begins</c>, <c>desk</c>.</param>
/// <param name="Turns">The opening (no words) and then one turn for each thing the person wrote.</param>
internal sealed record ChatFile(IReadOnlyList<string> Notes, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<ChatTurn> Turns)
{
    private const string Continued = "  ";

    public static ChatFile Parse(string text)
    {
        var notes = new List<string>();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var turns = new List<ChatTurn> { new(null, []) };
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0))
        {
            switch (line[0])
            {
                case '#':
                    notes.Add(line);
                    break;
                case '@' when line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [_, var name, var value]:
                    settings.Add(name, value);
                    break;
                case '>':
                    turns.Add(new ChatTurn(line[1..].Trim(), []));
                    break;
                case '<' or '=' or ' ':
                    turns[^1].Outcome.Add(line.TrimEnd());
                    break;
                default:
                    throw new InvalidDataException($"'{line}' is no line of a .chat file.");
            }
        }

        return new ChatFile(notes, settings, turns);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Notes.Concat(Settings.Select(setting => $"@ {setting.Key} {setting.Value}")).ToList().ForEach(line => text.Append(line).Append('\n'));
        foreach (var turn in Turns)
        {
            text.Append('\n');
            if (turn.Said is not null)
            {
                text.Append("> ").Append(turn.Said).Append('\n');
            }

            turn.Outcome.ForEach(line => text.Append(line).Append('\n'));
        }

        return text.ToString();
    }

    /// <summary>One activity as lines: bubble, buttons that stay, answers to tap; events as effects.</summary>
    public static IEnumerable<string> Lines(Activity activity)
    {
        if (activity.Type == ActivityTypes.Event)
        {
            yield return $"= {activity.Name}{Of(activity)}";
            yield break;
        }

        var first = true;
        foreach (var line in (activity.Text ?? "").Split('\n'))
        {
            yield return (first ? "< " : Continued) + line;
            first = false;
        }

        var buttons = (activity.Attachments ?? []).SelectMany(ChatButtons.OfCard).ToArray();
        if (buttons.Length > 0)
        {
            yield return Continued + string.Join(' ', buttons.Select(button => $"({button.Title} -> {button.Value})"));
        }

        if (activity.SuggestedActions?.Actions is { Count: > 0 } answers)
        {
            yield return Continued + string.Join(' ', answers.Select(answer => $"[{answer.Title}]"));
        }
    }

    private static string Of(Activity activity)
    {
        var value = ChatButtons.ValueOf(activity);
        var words = activity.Name switch
        {
            "core.state" => new[] { value.GetValueOrDefault("state"), value.GetValueOrDefault("staffed") == "true" ? "staffed" : "not staffed" },
            "core.language" => [value.GetValueOrDefault("tag")],
            _ => [],
        };
        return string.Concat(words.Where(word => word is not null).Select(word => $" {word}"));
    }
}

/// <summary>What the person did and what came of it. <paramref name="Said"/> null: the talk opens. <c>[label]</c> is a tap.</summary>
internal sealed record ChatTurn(string? Said, List<string> Outcome);
