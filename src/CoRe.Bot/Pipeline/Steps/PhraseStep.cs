using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Referrals;
using CoRe.Bot.Screening;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Pipeline.Steps;

/// <summary>
/// Hears the phrase that the person agreed with an operator. The desk rings as for an emergency; in the chat the turn goes on as if the words were
/// any others, because somebody may be looking at the screen.
/// </summary>
internal sealed class PhraseStep(CheckInPhrases phrases, TimeProvider time) : IMiddleware
{
    private const string Reason = "Ha scritto la frase concordata. Sulla sua pagina non si vede niente: qualcuno può essere vicino.";

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var turn = turnContext.TurnState.Get<Turn>();
        if (turn.AgreedPhrase is { } agreed && turnContext.Activity is { Type: ActivityTypes.Message, Text: { Length: > 0 } text }
            && phrases.IsPhrase(turn.Conversation, new PersonText(text), agreed))
        {
            var id = turn.Case?.Id ?? CaseId.New(time);
            LocaleTag? language = turn.LocaleChosen ? turn.Locale : null;
            turn.Want(new OpenCase(id, turn.Conversation, Severity.Emergency, RiskCategory.ImmediateDanger, [Reason], language, turn.Channel, CaseOrigin.Phrase));
            turn.Want(new DraftReferral(ReferralId.New(time), id, turn.Conversation, Severity.Emergency, RiskCategory.ImmediateDanger, language, Area: null, AgeBand: null));
        }

        return next(cancellationToken);
    }
}

/// <summary>A phrase must be answered like any chatter: screening finds nothing in it and no command hides in it.</summary>
internal sealed class PhraseCheck(RiskScreener screener, GlobalWords commands) : IPhraseCheck
{
    public bool IsEveryday(PersonText phrase)
    {
        var finding = screener.Screen(phrase, ScreeningMemory.Empty);
        return finding.Severity == Severity.None && finding.Band != RiskBand.CheckIn && commands.Recognize(phrase) == GlobalCommand.None;
    }
}
