using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Following;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Erases the talk. The page before it has said what stays while a case is open.</summary>
internal sealed class Erase : IFlowAct
{
    public string Name => "erase";

    public IReadOnlyList<string> Outcomes { get; } = ["done"];

    public string Run(FlowTurn turn, string argument)
    {
        turn.Turn.Want(new EraseConversation(turn.Turn.Conversation));
        turn.Turn.Count(FactType.ConversationErased);
        turn.Events.Add(Voice.Event("core.erased", []));
        turn.Erased = true;
        turn.StartedAgain = true;
        var memory = turn.Memory;
        (memory.Audience, memory.City, memory.Near, memory.Age, memory.Need, memory.Harm, memory.Announced) = (null, null, null, null, null, null, null);
        memory.SentAwayBy.Clear();
        return "done";
    }
}

/// <summary>The person's yes or no to one named service (<c>#consent:yes:{id}</c>). A no changes nothing else (HR6).</summary>
internal sealed class TakeConsent : IFlowAct
{
    public string Name => "consent-answer";

    public IReadOnlyList<string> Outcomes { get; } = ["yes", "no", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument.Split(':') is not [("yes" or "no") and var answer, var id] || !Guid.TryParse(id, out var referral))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        var yes = answer == "yes";
        turn.Turn.Want(new AnswerConsent(new ReferralId(referral), turn.Turn.Conversation, yes, turn.Locale, AgeBand.Of(turn.Memory.Age)));
        return answer;
    }
}

/// <summary>The person's yes or no to words for a service that said yes (<c>#handing:yes:{id}</c>).</summary>
internal sealed class TakeHanding : IFlowAct
{
    public string Name => "handing-answer";

    public IReadOnlyList<string> Outcomes { get; } = ["yes", "no", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument.Split(':') is not [("yes" or "no") and var answer, var id] || !Guid.TryParse(id, out var referral))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Turn.Want(new AnswerHanding(new ReferralId(referral), turn.Turn.Conversation, answer == "yes", turn.Locale));
        return answer;
    }
}

/// <summary>After a yes: the button that takes it back.</summary>
internal sealed class ShowWithdrawal(LocaleLibrary locales) : IFlowShow
{
    public string Name => "withdrawal";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        if (argument.Split(':') is [_, var id] && Guid.TryParse(id, out var referral))
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "referral.show").Text, Consent.ShowCommand));
            page.Options.Add(new Option(locales.Text(turn.Locale, "dialogs.consent.withdraw").Text, $"#withdraw:{referral}"));
        }
    }
}

/// <summary>The person takes a yes back (<c>#withdraw:{id}</c>).</summary>
internal sealed class Withdraw : IFlowAct
{
    public string Name => "withdraw";

    public IReadOnlyList<string> Outcomes { get; } = ["done", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (!Guid.TryParse(argument, out var referral))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Turn.Want(new WithdrawReferral(new ReferralId(referral), turn.Turn.Conversation));
        return "done";
    }
}

/// <summary>Where the person's request stands (<c>#referral</c>); the answer is written with the commit, from the rows as they are then.</summary>
internal sealed class ShowReferral : IFlowAct
{
    public string Name => "tell-referral";

    public IReadOnlyList<string> Outcomes { get; } = ["done"];

    public string Run(FlowTurn turn, string argument)
    {
        turn.Turn.Want(new TellReferral(turn.Turn.Conversation));
        return "done";
    }
}

/// <summary>Whether the service helped (<c>#helped:yes:{id}</c>).</summary>
internal sealed class TakeHelped : IFlowAct
{
    public string Name => "helped-answer";

    public IReadOnlyList<string> Outcomes { get; } = ["done", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument.Split(':') is not [var answer, var id] || !HelpedAnswers.All.Contains(answer) || !Guid.TryParse(id, out var referral))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Turn.Want(new AnswerHelped(new ReferralId(referral), turn.Turn.Conversation, answer));
        return "done";
    }
}

/// <summary>Whether the team may write at the agreed time (<c>#checkin-at:yes:{id}</c>).</summary>
internal sealed class TakeCheckIn : IFlowAct
{
    public string Name => "checkin-answer";

    public IReadOnlyList<string> Outcomes { get; } = ["done", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument.Split(':') is not [("yes" or "no") and var answer, var id] || !Guid.TryParse(id, out var checkIn))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Turn.Want(new AnswerCheckIn(checkIn, turn.Turn.Conversation, answer == "yes"));
        return "done";
    }
}
