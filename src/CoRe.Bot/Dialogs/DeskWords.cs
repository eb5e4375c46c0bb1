using System.Globalization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Dialogs;

/// <summary>
/// What may be said about people being there. The one place that knows: only a staffed desk lets a text say that somebody
/// reads; otherwise it says so, with the numbers and, when known, the time (HR5).
/// </summary>
internal static class DeskWords
{
    /// <summary>The text about the desk: staffed, not there but back at a time, or not there.</summary>
    public static LocalText Sentence(LocaleLibrary locales, LocaleTag tag, DeskStatus desk) =>
        desk.Staffed ? locales.Text(tag, "safety.desk.staffed")
        : desk.BackAt is { } back ? locales.Text(tag, "safety.desk.back", ("time", ItalianClock.Say(back, tag)))
        : locales.Text(tag, "safety.desk.nobody");

    /// <summary>The event by which the phone page draws its state line.</summary>
    public static Activity StateEvent(Turn turn) =>
        ChatEvents.State(turn.Waits ? ChatEvents.Waiting : ChatEvents.Bot, person: null, turn.Desk.BackAt, turn.Desk.Staffed);

    /// <summary>Two turns with the same mark need no second event.</summary>
    public static string StateMark(Turn turn) =>
        string.Create(CultureInfo.InvariantCulture, $"{(turn.Waits ? "waiting" : "bot")} {turn.Desk.Staffed} {turn.Desk.BackAt:O}");
}
