using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Desk.Api;

/// <summary>One row of <c>GET /api/desk/queue</c>.</summary>
internal sealed record QueueRowJson(string Case, string State, int Severity, string Category, string? Language, string Channel, string? Owner, DateTimeOffset OpenedAt, bool Late, bool Erased)
{
    public static QueueRowJson Of(QueueEntry q) => new(q.Case.ToString(), q.State.ToString().ToLowerInvariant(), (int)q.Severity, q.Category.Name(), q.Language, q.Channel,
        q.OwnerName, q.OpenedAt, q.Late, q.Erased);
}

/// <summary>The queue with the number to ask for news after.</summary>
internal sealed record QueueJson(long Sequence, IReadOnlyList<QueueRowJson> Cases);

/// <summary>A line of the talk: who, when, what; the activity as Bot Framework wrote it is not repeated.</summary>
internal sealed record LineJson(long Number, string Speaker, DateTimeOffset At, string Type, string? Name, string? Text, string? Locale)
{
    public static LineJson Of(TranscriptEntry entry)
    {
        var activity = entry.Activity;
        return new LineJson(entry.Number, entry.Speaker.ToString().ToLowerInvariant(), entry.At, activity.Type, activity.Type == ActivityTypes.Event ? activity.Name : activity.From?.Name, activity.Text, activity.Locale);
    }
}

/// <summary>A line of the history.</summary>
internal sealed record HistoryJson(DateTimeOffset At, string Kind, string? Operator, string? Note);

/// <summary>One case as <c>GET /api/desk/cases/{id}</c> gives it; reading it is written to the audit trail.</summary>
internal sealed record CaseJson(string Case, string State, int Severity, string Category, string? Language, string Channel, string? Owner, bool Mine, DateTimeOffset OpenedAt,
    string? Outcome, bool Erased, bool WordsGone, IReadOnlyList<string> Reasons, IReadOnlyList<HistoryJson> History, IReadOnlyList<LineJson> Lines);

/// <summary>Where the desk stands.</summary>
internal sealed record StatusJson(string Mode, string Wanted, bool Staffed, DateTimeOffset? BackAt, IReadOnlyList<string> OnShift)
{
    public static StatusJson Of(DutyRoster roster) => new(DutyWords.Word(roster.Now.Mode), DutyWords.Word(roster.Wanted), roster.Now.Staffed, roster.Now.BackAt, [.. roster.Present().Select(s => s.Name)]);
}

/// <summary>Body of <c>say</c> and <c>notes</c>.</summary>
internal sealed record SayBody(string? Text, bool Confirmed);

/// <summary>Body of <c>phrase</c>.</summary>
internal sealed record PhraseBody(string? Text, bool PhoneIsSafe);

/// <summary>Body of <c>close</c>.</summary>
internal sealed record CloseBody(string? Outcome);

/// <summary>Body of <c>reopen</c> and of an override.</summary>
internal sealed record ReasonBody(string? Reason);

/// <summary>Body of <c>pass</c>: to whom, and why.</summary>
internal sealed record PassBody(string? To, string? Reason);

/// <summary>Body of <c>raise</c>: 1 concern, 2 high, 3 emergency.</summary>
internal sealed record RaiseBody(int Severity);

/// <summary>Body of <c>check-in</c>: when, and exactly which words.</summary>
internal sealed record CheckInBody(DateTimeOffset At, string? Words);

/// <summary>Somebody on shift.</summary>
internal sealed record ColleagueJson(string Id, string Name);

/// <summary>Everybody on shift.</summary>
internal sealed record ColleaguesJson(IReadOnlyList<ColleagueJson> Colleagues);

/// <summary>Body of <c>mode</c>: <c>staffed</c>, <c>information</c> or <c>closed</c>.</summary>
internal sealed record ModeBody(string? Mode);

/// <summary>Body of <c>shift</c>.</summary>
internal sealed record ShiftBody(bool On);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8)]
[JsonSerializable(typeof(QueueJson))]
[JsonSerializable(typeof(CaseJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(SayBody))]
[JsonSerializable(typeof(PhraseBody))]
[JsonSerializable(typeof(CloseBody))]
[JsonSerializable(typeof(ModeBody))]
[JsonSerializable(typeof(ShiftBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(PassBody))]
[JsonSerializable(typeof(RaiseBody))]
[JsonSerializable(typeof(CheckInBody))]
[JsonSerializable(typeof(ColleaguesJson))]
internal sealed partial class DeskJson : JsonSerializerContext;
