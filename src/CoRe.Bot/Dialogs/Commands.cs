using CoRe.Bot.Understanding;

namespace CoRe.Bot.Dialogs;

/// <summary>
/// The orders that buttons send and that code gives to the flows. A flow answers to a command with its node's <c>on</c>, so
/// code never names a node and a flow can be rebuilt without it.
/// </summary>
internal static class Commands
{
    public const string Start = "#start";
    public const string Menu = "#menu";
    public const string Person = "#person";
    public const string Back = "#back";
    public const string Resume = "#resume";
    public const string Help = "#help";
    public const string Stop = "#stop";
    public const string Erase = "#erase";
    public const string Restart = "#restart";
    public const string Language = "#language";
    public const string LanguagePrefix = "#lang:";
    public const string Choose = "#lang:*";

    /// <summary>The notice and its limits in the language of the talk.</summary>
    public const string Hello = "#hello";
    public const string Services = "#services";
    public const string Safety = "#safety";
    /// <summary>Answers to the question about safety.</summary>
    public const string SafePrefix = "#safe:";
    public const string CheckIn = "#check-in";
    /// <summary>The page on which the check-in question waits for its answer.</summary>
    public const string CheckInAsked = "#check-in:asked";

    /// <summary>The question was asked often enough.</summary>
    public const string SafetySaid = "#safe:said";
    public const string NotUnderstood = "#not-understood";
    public const string NotMeasured = "#not-measured";
    public const string NotText = "#not-text";
    public const string Greeting = "#greeting";
    public const string Thanks = "#thanks";

    /// <summary>Goes to a node without a command of its own (<c>#go:rights.more</c>).</summary>
    public const string Go = "#go:";

    /// <summary>What the flows must answer to; a missing one would leave a person without an answer.</summary>
    public static readonly IReadOnlyList<string> Required =
    [
        Start, Menu, Person, Help, Stop, Erase, "#erase:yes", Restart, Language, Choose, Hello, "#topics", "#topics:*", "#topic:*", "#question:*",
        Services, "#need:*", "#city:*", "#cities:*", "#near", "#near:*", "#places:*", "#more:*", "#away:*", Safety, "#safe:yes", "#safe:no", "#safe:unsure", "#safe:skip", SafetySaid, CheckIn, CheckInAsked, NotUnderstood, NotMeasured, NotText,
        Greeting, Thanks, "#consent:*", "#withdraw:*", "#referral", "#helped:*", "#handing:*", "#checkin-at:*",
    ];

    public static bool IsCommand(string? text) => text is ['#', _, ..];

    public static string Topic(string topic) => $"#topic:{topic}";

    public static string? Of(GlobalCommand word) => word switch
    {
        GlobalCommand.Help => Help,
        GlobalCommand.Person => Person,
        GlobalCommand.Stop => Stop,
        GlobalCommand.Erase => Erase,
        GlobalCommand.Back => Back,
        GlobalCommand.Menu => Menu,
        GlobalCommand.StartAgain => Restart,
        GlobalCommand.Language => Language,
        _ => null,
    };
}
