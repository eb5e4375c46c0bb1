using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>The person asks for a person. The request is a case at once, whether somebody is on shift or not.</summary>
internal sealed class AskPerson(TimeProvider time) : IFlowAct
{
    public string Name => "ask-person";

    public IReadOnlyList<string> Outcomes { get; } = ["staffed", "nobody"];

    public string Run(FlowTurn turn, string argument)
    {
        Cases.Open(turn, time, Severity.Concern, turn.Turn.Category, "Ha chiesto di parlare con una persona.", asked: true);
        turn.Turn.Count(FactType.PersonAsked);
        if (turn.Turn.Desk.Staffed)
        {
            return "staffed";
        }

        turn.Turn.Count(FactType.NobodyOnShift);
        return "nobody";
    }
}

/// <summary>Remembers that a question about safety is being asked, and about what: it is not asked without end.</summary>
internal sealed class AskSafety : IFlowAct
{
    public string Name => "note-question";

    public IReadOnlyList<string> Outcomes { get; } = ["asked"];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument == "check-in")
        {
            turn.Memory.CheckIns++;
            return "asked";
        }

        turn.Memory.SafetyAsked++;
        turn.Memory.Harm = turn.Turn.Category == RiskCategory.None ? turn.Memory.Harm : turn.Turn.Category.Name();
        return "asked";
    }
}

/// <summary>"No" or "not sure" to "are you safe now?": the case rises to the top of the queue.</summary>
internal sealed class AnswerSafety(TimeProvider time) : IFlowAct
{
    public string Name => "note-unsafe";

    public IReadOnlyList<string> Outcomes { get; } = ["done"];

    public string Run(FlowTurn turn, string argument)
    {
        var category = turn.Memory.Harm is { } harm && RiskCategories.TryParse(harm, out var known) ? known : RiskCategory.ImmediateDanger;
        var (severity, reason) = argument == "no"
            ? (Severity.Emergency, "Ha risposto che adesso non è al sicuro.")
            : (Severity.High, "Ha risposto che non sa se è al sicuro.");
        Cases.Open(turn, time, severity, category, reason, asked: false);
        return "done";
    }
}

/// <summary>Opens or raises the talk's one case.</summary>
internal static class Cases
{
    public static void Open(FlowTurn turn, TimeProvider time, Severity severity, RiskCategory category, string reason, bool asked)
    {
        var known = turn.Turn.Case;
        var id = known?.Id ?? CaseId.New(time);
        turn.Turn.Want(new OpenCase(id, turn.Turn.Conversation, severity, category, [reason], turn.Turn.LocaleChosen ? turn.Locale : null, turn.Turn.Channel, asked ? CaseOrigin.Asked : CaseOrigin.Found));
        turn.Turn.Case = new OpenCaseView(id, known is not null && known.Severity > severity ? known.Severity : severity, known?.Owner);
    }
}
