using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation;

/// <summary>
/// What the person is told when somebody comes or goes, the <c>core.state</c> event their page draws from, and the hand-over
/// events of the Bot Framework. Every sentence is true at its commit; none says that somebody will come.
/// </summary>
internal sealed class HandoverWords(LocaleLibrary texts, IDeskStatus desk)
{
    public IReadOnlyList<Activity> Joined(ConversationId conversation, LocaleTag language, string name) =>
        [Sentence(language, texts.Text(language, "handover.person_here", ("name", name))), State(ChatEvents.Person, name), Status(conversation, "accepted")];

    public IReadOnlyList<Activity> Passed(LocaleTag language, string name) =>
        [Sentence(language, texts.Text(language, "handover.other_person", ("name", name))), State(ChatEvents.Person, name)];

    public IReadOnlyList<Activity> Left(ConversationId conversation, LocaleTag language, string name) => Gone(conversation, language, "handover.person_left", name);

    public IReadOnlyList<Activity> Closed(ConversationId conversation, LocaleTag language, string name) => Gone(conversation, language, "handover.closed", name);

    /// <summary>The time for the case is over and nobody took it. Said by the clock, with the numbers; true whether or not somebody is on shift.</summary>
    public IReadOnlyList<Activity> NobodyYet(LocaleTag language)
    {
        List<Activity> said = [Sentence(language, texts.Text(language, "handover.nobody_yet"))];
        if (desk.Now.BackAt is { } back)
        {
            said.Add(Sentence(language, texts.Text(language, "safety.desk.back", ("time", ItalianClock.Say(back, language)))));
        }

        return said;
    }

    /// <summary>Where help answers now, when danger was seen after the answer.</summary>
    public IReadOnlyList<Activity> Numbers(LocaleTag language) => [Sentence(language, texts.Text(language, "safety.short"))];

    /// <summary>The operator's own words. They are never templates and never markup.</summary>
    public static Activity FromOperator(Actor actor, PersonText words) => new()
    {
        Type = ActivityTypes.Message, Text = words.Reveal(), TextFormat = TextFormatTypes.Plain,
        From = new ChannelAccount { Id = "desk", Name = actor.Name, Role = RoleTypes.Bot },
        ChannelData = new Dictionary<string, object> { ["core"] = new Dictionary<string, string> { ["author"] = "person", ["name"] = actor.Name } },
    };

    /// <summary>The shape of <c>EventFactory.CreateHandoffInitiation</c>, made in a commit where no turn is at hand. No words of the person, no transcript.</summary>
    public static Activity Initiate(CaseRow row, OpenCase change) => new()
    {
        Type = ActivityTypes.Event, Name = HandoffEventNames.InitiateHandoff, ChannelId = row.Channel,
        RelatesTo = new ConversationReference { ChannelId = row.Channel, Conversation = new ConversationAccount { Id = row.ConversationId }, Bot = new ChannelAccount { Id = "bot" } },
        Value = new Dictionary<string, object>
        {
            ["case"] = row.Id.ToString("N"), ["severity"] = (int)row.Severity, ["category"] = row.Category.Name(),
            ["language"] = row.Language ?? "", ["asked"] = change.Origin == CaseOrigin.Asked, ["found"] = OpenCaseWriter.Kind(change),
        },
    };

    private List<Activity> Gone(ConversationId conversation, LocaleTag language, string key, string name)
    {
        var status = desk.Now;
        List<Activity> said = [Sentence(language, texts.Text(language, key, ("name", name)))];
        if (!status.Staffed)
        {
            said.Add(Sentence(language, texts.Text(language, "handover.nobody_now")));
        }

        return [.. said, State(ChatEvents.Bot, null), Status(conversation, "completed")];
    }

    private static Activity Sentence(LocaleTag asked, LocalText text) => new()
    {
        Type = ActivityTypes.Message, Text = text.Text, TextFormat = TextFormatTypes.Plain, Locale = text.Locale.Value,
        From = new ChannelAccount { Id = "bot", Role = RoleTypes.Bot },
        ChannelData = new Dictionary<string, object> { ["core"] = new Dictionary<string, string> { ["author"] = "bot", ["state"] = State(asked, text) } },
    };

    private static string State(LocaleTag asked, LocalText text) => text.Locale == asked ? text.State.ToString().ToLowerInvariant() : "draft";

    private Activity State(string state, string? person)
    {
        var status = desk.Now;
        var activity = ChatEvents.State(state, person, status.BackAt, status.Staffed || person is not null);
        activity.From = new ChannelAccount { Id = "bot", Role = RoleTypes.Bot };
        return activity;
    }

    private static Activity Status(ConversationId conversation, string state)
    {
        var status = (Activity)EventFactory.CreateHandoffStatus(new ConversationAccount { Id = conversation.Value }, state);
        status.From = new ChannelAccount { Id = "bot", Role = RoleTypes.Bot };
        return status;
    }
}

[JsonSerializable(typeof(List<string>))]
internal sealed partial class EscalationJson : JsonSerializerContext;
