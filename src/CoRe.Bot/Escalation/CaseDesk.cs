using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>What became of an operation at the desk. Pages and API turn it into words and status codes.</summary>
internal enum DeskAnswer
{
    Done,

    /// <summary>There is no such case, or it is closed.</summary>
    Gone,

    /// <summary>Somebody else owns the case.</summary>
    NotYours,

    /// <summary>The text carries a way to be reached outside; say it again with confirmation.</summary>
    Confirm,
    Forbidden,
    Invalid,

    /// <summary>The operator still holds a talk.</summary>
    StillHolding,
}

/// <summary>Everything an operator does with a case. Each operation is one commit with its audit line in it.</summary>
internal sealed class CaseDesk(CaseStore store, ICommitter committer, HandoverWords words, DutyDesk duty, DutyRoster roster, Transcript transcript,
    AuditTrail audit, IOptions<OperatorsOptions> operators, TimeProvider time)
{
    public const int LongestMessage = 2000;
    private const int LinesBeforeALanguage = 200;

    /// <summary>Opens a case for reading. The line in the audit trail comes first: without it nothing is shown.</summary>
    public async Task<CaseFile?> OpenAsync(Actor actor, CaseId id, CancellationToken cancellationToken)
    {
        if (await store.HeadAsync(id, cancellationToken) is not { } head || await store.IsBarredAsync(actor, head, cancellationToken))
        {
            return null;
        }

        var hourAgo = time.GetUtcNow().AddHours(-1);
        List<IChange> lines = [new Audited(actor.Id, "case.open", id.ToString())];
        if (await audit.CountAsync(actor.Id, "case.open", hourAgo, cancellationToken) >= operators.Value.OpenedCasesPerHour)
        {
            lines.Add(new Audited(actor.Id, "flag.many_cases_opened", id.ToString()));
        }

        await committer.CommitAsync(lines, cancellationToken);
        return await store.FileAsync(actor, id, cancellationToken);
    }

    /// <summary>The talk with the desk's own lines, live and without gaps. Open the case first.</summary>
    public IAsyncEnumerable<TranscriptEntry> FollowAsync(CaseHead head, long after, CancellationToken cancellationToken) =>
        transcript.FollowAsync(head.Conversation, after, withDeskLines: true, cancellationToken);

    public Task<IReadOnlyList<TranscriptEntry>?> ReadAsync(CaseHead head, long after, int limit, CancellationToken cancellationToken) =>
        transcript.ReadAsync(head.Conversation, after, limit, withDeskLines: true, cancellationToken);

    /// <summary>Notes how far the owner has read.</summary>
    public Task ReadToAsync(Actor actor, CaseId id, long number, CancellationToken cancellationToken) => committer.CommitAsync([new ReadUpTo(id, actor.Id, number)], cancellationToken);

    public async Task<DeskAnswer> TakeAsync(Actor actor, CaseId id, CancellationToken cancellationToken)
    {
        var answer = await ChangeAsync(actor, id, head => head.Owner is not null ? null :
        [
            new TakeCase(id, actor), duty.OnShift(actor),
            // A silent case is owned without a sign in the chat; the owner decides when to enter (PhraseDesk.JoinAsync).
            .. head.Erased || head.Silent ? [] : (IChange[])
            [
                new Hold(head.Conversation, null, actor.Id),
                new Say(head.Conversation, Speaker.Bot, words.Joined(head.Conversation, head.SpokenIn, actor.Name)),
            ],
            new Audited(actor.Id, "case.take", id.ToString()),
        ], cancellationToken);
        if (answer == DeskAnswer.Done)
        {
            await roster.RefreshAsync(cancellationToken);
        }

        return answer;
    }

    public async Task<DeskAnswer> SayAsync(Actor actor, CaseId id, PersonText text, LocaleTag? language, bool confirmed, CancellationToken cancellationToken)
    {
        if (text.IsEmpty || text.Length > LongestMessage)
        {
            return DeskAnswer.Invalid;
        }

        var contact = ContactScan.HasContact(text);
        if (contact && !confirmed)
        {
            return DeskAnswer.Confirm;
        }

        return await ChangeAsync(actor, id, head =>
        {
            var said = HandoverWords.FromOperator(actor, text);
            said.Locale = (language ?? head.SpokenIn).Value;
            return head.Owner != actor.Id || !head.InChat ? null :
            [
                new RequireOwner(id, actor.Id, contact ? "contact_shared" : null),
                new Say(head.Conversation, Speaker.Operator, [said]),
                new Audited(actor.Id, contact ? "flag.contact_shared" : "case.say", id.ToString()),
            ];
        }, cancellationToken);
    }

    /// <summary>The bot speaks again and the person is told; the case waits in the queue.</summary>
    public Task<DeskAnswer> ReturnAsync(Actor actor, CaseId id, CancellationToken cancellationToken) => ChangeAsync(actor, id, head =>
        head.Owner is not { } owner || (owner != actor.Id && !actor.IsCoordinator) ? null : Leaving(actor, head, owner), cancellationToken);

    /// <summary>The same by the clock, when the owner's desk has been silent too long.</summary>
    public Task<DeskAnswer> AbandonAsync(CaseId id, OperatorId owner, CancellationToken cancellationToken) => ChangeAsync(Actor.Product, id, head =>
        head.Owner != owner ? null : Leaving(Actor.Product, head, owner), cancellationToken);

    /// <summary>Hands a case to a colleague who is there (the person in chat is told so) and whom no place of the talk bars, with the reason.</summary>
    public Task<DeskAnswer> PassAsync(Actor actor, CaseId id, OperatorId to, PersonText reason, CancellationToken cancellationToken)
    {
        var colleague = roster.Present().FirstOrDefault(s => s.Operator == to && to != actor.Id);
        return colleague is null || reason.Length is < 3 or > LongestMessage ? Task.FromResult(DeskAnswer.Invalid)
            : ChangeAsync(actor, id, head => head.Owner != actor.Id || PlaceTags.Bars(head.Places, colleague.Places) ? null :
        [
            new PassCase(id, actor, to, reason),
            .. !head.InChat ? [] : (IChange[])
            [
                new Hold(head.Conversation, actor.Id, to),
                new Say(head.Conversation, Speaker.Bot, words.Passed(head.SpokenIn, colleague.Name)),
            ],
            new Audited(actor.Id, "case.pass", $"{id} {to}"),
        ], cancellationToken);
    }

    public Task<DeskAnswer> CloseAsync(Actor actor, CaseId id, string outcome, CancellationToken cancellationToken) =>
        !CaseOutcomes.All.Contains(outcome) ? Task.FromResult(DeskAnswer.Invalid) : ChangeAsync(actor, id, head => head.Owner != actor.Id ? null :
        [
            .. !head.InChat ? [] : (IChange[])
            [
                new Say(head.Conversation, Speaker.Bot, words.Closed(head.Conversation, head.SpokenIn, actor.Name)),
                new Hold(head.Conversation, actor.Id, null),
            ],
            new CloseCase(id, actor, outcome),
            new Audited(actor.Id, "case.close", $"{id} {outcome}"),
            // The person asked for erasure while the case was open: now nothing keeps the key any more.
            .. head.Erased ? [new EraseConversation(head.Conversation)] : (IChange[])[],
        ], cancellationToken);

    /// <summary>Opens a closed case again, with the reason. Refused when the person's words are gone or another case of the talk is open.</summary>
    public async Task<DeskAnswer> ReopenAsync(Actor actor, CaseId id, PersonText reason, CancellationToken cancellationToken)
    {
        if (reason.Length is < 3 or > LongestMessage)
        {
            return DeskAnswer.Invalid;
        }

        if (await store.HeadAsync(id, cancellationToken) is not { State: CaseState.Closed, Erased: false } head || await store.IsBarredAsync(actor, head, cancellationToken))
        {
            return DeskAnswer.Gone;
        }

        try
        {
            await committer.CommitAsync([new ReopenCase(id, actor, reason), new Audited(actor.Id, "case.reopen", id.ToString())], cancellationToken);
            return DeskAnswer.Done;
        }
        catch (StaleWriteException)
        {
            return DeskAnswer.NotYours;
        }
    }

    public Task<DeskAnswer> NoteAsync(Actor actor, CaseId id, PersonText note, CancellationToken cancellationToken) => note.IsEmpty || note.Length > LongestMessage
        ? Task.FromResult(DeskAnswer.Invalid)
        : ChangeAsync(actor, id, _ => [new AddNote(id, actor, note), new Audited(actor.Id, "case.note", id.ToString())], cancellationToken);

    public Task<DeskAnswer> RaiseAsync(Actor actor, CaseId id, Severity to, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, head => to <= head.Severity ? null : [new RaiseSeverity(id, actor, to), new Audited(actor.Id, "case.raise", $"{id} {(int)to}")], cancellationToken);

    /// <summary>What gives a case back to the bot and the queue; for a commit that does more.</summary>
    internal IChange[] Leaving(Actor actor, CaseHead head, OperatorId owner) =>
    [
        new ReturnToBot(head.Case, actor, owner),
        .. !head.InChat ? [] : (IChange[])
        [
            new Hold(head.Conversation, owner, null),
            new Say(head.Conversation, Speaker.Bot, words.Left(head.Conversation, head.SpokenIn, head.OwnerName ?? "")),
        ],
        new Audited(actor.Id, actor == Actor.Product ? "case.abandoned" : "case.return", head.Case.ToString()),
    ];

    /// <summary>Nobody chose a language yet: the one the program answered in last is the best that is known.</summary>
    private async Task<CaseHead> SpokenAsync(CaseHead head, CancellationToken cancellationToken)
    {
        if (head.Language is { Length: > 0 } || head.Erased)
        {
            return head;
        }

        var lines = await transcript.ReadAsync(head.Conversation, 0, LinesBeforeALanguage, withDeskLines: false, cancellationToken) ?? [];
        return head with { Language = lines.Where(l => l.Speaker == Speaker.Bot).Select(l => l.Activity.Locale).LastOrDefault(l => l is { Length: > 0 }) };
    }

    /// <summary>Reads, decides, commits; reads again when somebody was first. Null from <paramref name="decide"/>: not allowed as the case stands.</summary>
    internal async Task<DeskAnswer> ChangeAsync(Actor actor, CaseId id, Func<CaseHead, IChange[]?> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var head = await store.HeadAsync(id, cancellationToken);
            if (head is null || head.State == CaseState.Closed || await store.IsBarredAsync(actor, head, cancellationToken))
            {
                return DeskAnswer.Gone;
            }

            if (decide(await SpokenAsync(head, cancellationToken)) is not { } changes)
            {
                return DeskAnswer.NotYours;
            }

            try
            {
                await committer.CommitAsync(changes, cancellationToken);
                return DeskAnswer.Done;
            }
            catch (StaleWriteException)
            {
                // Somebody was first: what is allowed may have changed.
            }
        }

        return DeskAnswer.NotYours;
    }
}
