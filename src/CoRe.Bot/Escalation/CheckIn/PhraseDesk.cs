using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Escalation.CheckIn;

/// <summary>What the owner of a case does about the phrase, and how they enter a talk whose case is silent.</summary>
internal sealed class PhraseDesk(CaseDesk desk, CheckInPhrases phrases, IPhraseCheck check, HandoverWords words)
{
    /// <param name="phoneIsSafe">The operator asked: nobody else reads this phone. Without it no phrase is agreed.</param>
    public Task<DeskAnswer> AgreeAsync(Actor actor, CaseId id, PersonText phrase, bool phoneIsSafe, CancellationToken cancellationToken)
    {
        if (!phoneIsSafe)
        {
            return Task.FromResult(DeskAnswer.Confirm);
        }

        return phrase.IsEmpty || !CheckInPhrases.IsWellFormed(phrase) || !check.IsEveryday(phrase)
            ? Task.FromResult(DeskAnswer.Invalid)
            : desk.ChangeAsync(actor, id, head => head.Owner != actor.Id || head.Erased ? null :
            [
                new AgreePhrase(id, head.Conversation, actor.Id, phrases.Hash(head.Conversation, phrase)),
                new Audited(actor.Id, "phrase.agree", id.ToString()),
            ], cancellationToken);
    }

    public Task<DeskAnswer> RemoveAsync(Actor actor, CaseId id, CancellationToken cancellationToken) => desk.ChangeAsync(actor, id, head => head.Owner != actor.Id || head.Erased ? null :
    [
        new AgreePhrase(id, head.Conversation, actor.Id, Hash: null),
        new Audited(actor.Id, "phrase.remove", id.ToString()),
    ], cancellationToken);

    /// <summary>Says in the chat that a person is there, and silences the bot. Until then the owner of a silent case only reads.</summary>
    public Task<DeskAnswer> JoinAsync(Actor actor, CaseId id, CancellationToken cancellationToken) => desk.ChangeAsync(actor, id, head => head.Owner != actor.Id || head.Erased || head.Held ? null :
    [
        new EndSilence(id, actor.Id),
        new Hold(head.Conversation, null, actor.Id),
        new Say(head.Conversation, Storage.Speaker.Bot, words.Joined(head.Conversation, head.SpokenIn, actor.Name)),
        new Audited(actor.Id, "case.join", id.ToString()),
    ], cancellationToken);
}
