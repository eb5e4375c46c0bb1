using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>
/// What happens when a turn throws: the message counts as "could not be checked", so a person is called and the numbers are
/// shown. Silence is the worst error.
/// </summary>
internal sealed class FailedTurn(SafetyTexts texts, TimeProvider time)
{
    public IReadOnlyList<IChange> Changes(ConversationSnapshot snapshot, Inbound inbound, Turn turn)
    {
        turn.Severity = Severity.High;
        turn.Count(FactType.RiskFound, "unchecked");
        var complete = new CompleteTurn(snapshot.Id, snapshot.Version, inbound.InboxId, InboxState.Parked, snapshot.Language, null, texts.Failure(turn), turn.Facts);
        var open = new OpenCase(CaseId.New(time), snapshot.Id, Severity.High, RiskCategory.None,
            ["Il programma non ha potuto controllare questo messaggio: va letto da una persona."], turn.Locale, snapshot.Channel, CaseOrigin.Found);
        return [complete, open];
    }
}
