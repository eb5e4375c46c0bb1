using CoRe.Bot.Conversations;
using CoRe.Bot.Storage;
using CoRe.Bot.Wires;

namespace CoRe.Bot.Desk.Parts;

/// <summary>One line of a talk as the desk shows it; null for what only machines read.</summary>
/// <param name="File">Content type, as its sender says, of a file that can be opened.</param>
internal sealed record TalkLine(long Number, DateTimeOffset At, string Kind, string From, string Words, string? Language, string? File = null)
{
    public static TalkLine? Of(TranscriptEntry entry, DeskWords words, SentFiles files)
    {
        var activity = entry.Activity;
        return (activity.Type, entry.Speaker) switch
        {
            (ActivityTypes.Message, Speaker.Person) => Line(entry, "person", words["from.person"], Tapped(activity, words), activity.Locale) with { File = files.Has(activity) ? activity.Attachments[0].ContentType : null },
            (ActivityTypes.Message, Speaker.Operator) => Line(entry, "operator", activity.From?.Name ?? words["from.operator"], activity.Text ?? "", activity.Locale),
            (ActivityTypes.Message, _) => Line(entry, "bot", words["from.bot"], Text(activity), activity.Locale),
            (ActivityTypes.Event, Speaker.Desk) when activity.Name is "core.wire.shut_out" or "core.wire.refused" =>
                Line(entry, "desk", words["from.desk"], words["talk." + activity.Name["core.".Length..]], "it"),
            (ActivityTypes.Event, Speaker.Desk) when activity.Name == HandoffEventNames.InitiateHandoff => Line(entry, "desk", words["from.desk"], words["talk.handoff"], "it"),
            _ => null,
        };
    }

    private static TalkLine Line(TranscriptEntry entry, string kind, string from, string text, string? language) => new(entry.Number, entry.At, kind, from, text, language);

    /// <summary>A tapped button carries a command; the desk says that it was a tap.</summary>
    private static string Tapped(Activity activity, DeskWords words) =>
        activity.Text is { } sent && sent.StartsWith("geo:", StringComparison.Ordinal) ? words.With("talk.place", ("where", sent["geo:".Length..])) :
        activity.Text is not ['#', _, ..] ? string.Join(" · ", new[] { activity.Text }.Concat((activity.Attachments ?? []).Select(a => words.Code("media", a.ContentType.Split('/')[0]))).Where(said => !string.IsNullOrEmpty(said)))
        : activity.Text == "#referral" ? words["talk.referral"]
        : activity.Text.StartsWith("#consent:yes:", StringComparison.Ordinal) ? words["talk.consent.yes"]
        : activity.Text.StartsWith("#consent:no:", StringComparison.Ordinal) ? words["talk.consent.no"]
        : words.With("talk.tapped", ("what", activity.Text[1..]));

    /// <summary>A card without a text still says something.</summary>
    private static string Text(Activity activity) => activity.Text is { Length: > 0 } text ? text
        : string.Join(" · ", (activity.Attachments ?? []).Select(a => a.Name ?? a.ContentType));
}
