using System.Text.Json;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Translating;
using CoRe.Bot.Pipeline.Rereading;
using CoRe.Bot.Referrals;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Pipeline.Steps;

/// <summary>
/// Screens every message in every state of the conversation. At or above "high" the safety text comes first, and the case and
/// the referral draft join the same commit. Runs before the relay, so a message to an operator is screened too.
/// </summary>
internal sealed class ScreeningStep(RiskScreener screener, IScreenedLanguages measured, SafetyTexts safety, Interpreter interpreter, PlaceNames places, TimeProvider time) : IMiddleware
{
    private const string MemoryDocument = "corebot/screening";
    private const string SaidDocument = "corebot/safety";

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.Type == ActivityTypes.Message && Words(turnContext.Activity) is { Length: > 0 } words)
        {
            var turn = turnContext.TurnState.Get<Turn>();
            turn.Measured = measured.IsCertified(turn.Locale.Value);
            Screen(turnContext, turn, words);
            if (turn.Severity >= Severity.High)
            {
                RecallSafety(turnContext, turn);
                foreach (var activity in safety.For(turn))
                {
                    await turnContext.SendActivityAsync(activity, cancellationToken);
                }
            }
        }

        await next(cancellationToken);
    }

    /// <summary>Text and what a tapped button carries: both are words of a person or look like them.</summary>
    private static string Words(Activity activity) => activity.Value is null || activity.Text is { Length: > 0 } ? activity.Text ?? "" : activity.Value.ToString() ?? "";

    private void Screen(ITurnContext context, Turn turn, string words)
    {
        var documents = context.TurnState.Get<TurnDocuments>();
        var memory = documents.TryGet(MemoryDocument, out var stored)
            ? JsonSerializer.Deserialize(stored.Span, ScreeningMemoryJson.Default.ScreeningMemory) ?? ScreeningMemory.Empty
            : ScreeningMemory.Empty;
        if (turn.Case is null && memory.Floor >= Severity.High)
        {
            // An alarm always opens a case; none is open any more, so an operator has closed the matter.
            memory = memory.Closed();
        }

        var finding = screener.Screen(new PersonText(words), memory);
        documents.Set(MemoryDocument, JsonSerializer.SerializeToUtf8Bytes(finding.Memory, ScreeningMemoryJson.Default.ScreeningMemory));
        turn.Severity = finding.Severity;
        turn.Category = finding.Category;
        if (places.Find(new PersonText(words)) is { Count: > 0 } named)
        {
            turn.Want(new NamePlaces(turn.Conversation, named));
        }

        turn.CheckIn = finding.Band == RiskBand.CheckIn;
        if (finding.Severity >= Severity.High)
        {
            Escalate(turn, finding);
        }
        else if (TranslatedReading.Of(interpreter, turn.Conversation, words, turn.Written, turn.LocaleChosen ? turn.Locale : null, turn.Channel, time) is { } again)
        {
            turn.Want(again);
        }
    }

    /// <summary>Lets the safety texts know what was said before, and notes what is said now.</summary>
    private static void RecallSafety(ITurnContext context, Turn turn)
    {
        var documents = context.TurnState.Get<TurnDocuments>();
        turn.LastSafety = documents.TryGet(SaidDocument, out var stored) ? JsonSerializer.Deserialize(stored.Span, SafetyJson.Default.SafetySaid) : null;
        documents.Set(SaidDocument, JsonSerializer.SerializeToUtf8Bytes(new SafetySaid(turn.Now, turn.Severity, turn.Category), SafetyJson.Default.SafetySaid));
    }

    private void Escalate(Turn turn, RiskFinding finding)
    {
        turn.Count(FactType.RiskFound, finding.Category.Name());
        LocaleTag? language = turn.LocaleChosen ? turn.Locale : null;
        var id = turn.Case?.Id ?? CaseId.New(time);
        turn.Want(new OpenCase(id, turn.Conversation, finding.Severity, finding.Category, [.. finding.Reasons.Select(r => r.Italian)], language, turn.Channel, CaseOrigin.Found));
        turn.Want(new DraftReferral(ReferralId.New(time), id, turn.Conversation, finding.Severity, finding.Category, language, Area: null, AgeBand: null));
        turn.Case = new OpenCaseView(id, finding.Severity > (turn.Case?.Severity ?? Severity.None) ? finding.Severity : turn.Case!.Severity, turn.Case?.Owner);
    }
}
