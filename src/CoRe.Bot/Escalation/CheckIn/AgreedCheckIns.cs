using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.CheckIn;

/// <summary>Asks the person whether the team may write at that moment, with exactly these words. An earlier one of the talk falls away.</summary>
internal sealed record AskCheckIn(Guid Id, CaseId Case, ConversationId Conversation, OperatorId By, DateTimeOffset At, string Words) : IChange;

/// <summary>The person's yes or no. From a turn: never fails it.</summary>
internal sealed record AnswerCheckIn(Guid Id, ConversationId Conversation, bool Yes) : IChange;

/// <summary>The operator takes it back.</summary>
internal sealed record DropCheckIn(CaseId Case, OperatorId By) : IChange;

/// <summary>What is due now: writing the words, or seeing whether an answer came.</summary>
internal sealed record KeepCheckIn(Guid Id) : IChange;

/// <summary>Words, forms and limits of an agreed check-in.</summary>
internal static class CheckInAgreement
{
    public const string QuestionKey = "referral.checkin.question";

    public const int Shortest = 3;

    public const int Longest = 200;

    public static readonly TimeSpan Soonest = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Furthest = TimeSpan.FromDays(60);

    /// <summary>Silence after this long is told to the desk.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public static string Command(bool yes, Guid id) => $"#checkin-at:{(yes ? "yes" : "no")}:{id:N}";

    public static string Place(Guid id) => id.ToString("N");

    public static Activity Message(LocaleTag tag, string text, IList<CardAction>? buttons = null) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Locale = tag.Value,
        InputHint = buttons is null ? InputHints.AcceptingInput : InputHints.ExpectingInput,
        SuggestedActions = buttons is null ? null : new SuggestedActions { Actions = buttons },
    };

    public static async Task<LocaleTag> TongueAsync(CommitScope scope, string conversation, CancellationToken cancellationToken) =>
        new(await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == conversation).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken) ?? "it");
}

internal sealed class AskCheckInWriter(Vault vault, SayWriter say, LocaleLibrary locales, CaseHistory history) : ChangeWriter<AskCheckIn>
{
    protected override async Task WriteAsync(AskCheckIn change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        await scope.Db.AgreedCheckIns.Where(c => c.ConversationId == change.Conversation.Value && (c.State == CheckInState.Asked || c.State == CheckInState.Agreed))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CheckInState.Dropped), cancellationToken);
        scope.Db.AgreedCheckIns.Add(new AgreedCheckInRow
        {
            Id = change.Id, CaseId = change.Case.Value, ConversationId = change.Conversation.Value, OperatorId = change.By.Value, State = CheckInState.Asked,
            AskedAt = scope.Now, At = change.At, SealedWords = key.Seal("agreed_check_ins", "sealed_words", CheckInAgreement.Place(change.Id), change.Words),
        });
        CaseHistory.Add(scope, row, "checkin_asked", change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
        var tag = await CheckInAgreement.TongueAsync(scope, change.Conversation.Value, cancellationToken);
        var question = locales.Text(tag, CheckInAgreement.QuestionKey, ("time", ItalianClock.Say(change.At, tag)), ("words", change.Words));
        CardAction Button(string name, bool yes) => new() { Type = ActionTypes.PostBack, Title = locales.Text(tag, name).Text, Value = CheckInAgreement.Command(yes, change.Id) };
        await ((IChangeWriter)say).WriteAsync(new Say(change.Conversation, Speaker.Bot,
            [CheckInAgreement.Message(question.Locale, question.Text, [Button("referral.followup.yes", true), Button("referral.followup.no", false)])]), scope, cancellationToken);
        history.Tell(scope, row);
    }
}

internal sealed class AnswerCheckInWriter(SayWriter say, LocaleLibrary locales, CaseHistory history) : ChangeWriter<AnswerCheckIn>
{
    protected override async Task WriteAsync(AnswerCheckIn change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (await scope.Db.AgreedCheckIns.FindAsync([change.Id], cancellationToken) is not { } row || row.ConversationId != change.Conversation.Value
            || row.State is not (CheckInState.Asked or CheckInState.Agreed) || (row.State == CheckInState.Agreed && change.Yes))
        {
            return;
        }

        row.State = change.Yes ? CheckInState.Agreed : CheckInState.Refused;
        scope.Db.Consents.Add(new ConsentRow
        {
            ConversationId = row.ConversationId, Purpose = "check_in", Answer = change.Yes ? "yes" : "no", TextKey = CheckInAgreement.QuestionKey,
            Language = (await CheckInAgreement.TongueAsync(scope, row.ConversationId, cancellationToken)).Value, At = scope.Now,
        });
        await scope.Db.SaveChangesAsync(cancellationToken);
        var tag = await CheckInAgreement.TongueAsync(scope, row.ConversationId, cancellationToken);
        await ((IChangeWriter)say).WriteAsync(new Say(change.Conversation, Speaker.Bot, [CheckInAgreement.Message(tag, locales.Text(tag, "referral.followup.thanks").Text)]), scope, cancellationToken);
        if (await scope.Db.Cases.FindAsync([row.CaseId], cancellationToken) is { } about)
        {
            CaseHistory.Add(scope, about, change.Yes ? "checkin_agreed" : "checkin_refused", null);
            await scope.Db.SaveChangesAsync(cancellationToken);
            history.Tell(scope, about);
        }
    }
}

internal sealed class DropCheckInWriter(CaseHistory history) : ChangeWriter<DropCheckIn>
{
    protected override async Task WriteAsync(DropCheckIn change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        await scope.Db.AgreedCheckIns.Where(c => c.ConversationId == row.ConversationId && (c.State == CheckInState.Asked || c.State == CheckInState.Agreed))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CheckInState.Dropped), cancellationToken);
        CaseHistory.Add(scope, row, "checkin_dropped", change.By);
        history.Tell(scope, row);
    }
}

/// <summary>Writes the agreed words at the agreed time and nothing else; then an answer, or a day of silence, rings the desk.</summary>
internal sealed class KeepCheckInWriter(Vault vault, SayWriter say, OpenCaseWriter cases, CaseHistory history) : ChangeWriter<KeepCheckIn>
{
    protected override async Task WriteAsync(KeepCheckIn change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.AgreedCheckIns.FindAsync([change.Id], cancellationToken) is not { } row)
        {
            return;
        }

        var conversation = new ConversationId(row.ConversationId);
        var talk = await scope.Db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == row.ConversationId, cancellationToken);
        if (talk is not { ErasedAt: null } || await vault.KeyOfAsync(scope.Db, conversation, cancellationToken) is not { } key)
        {
            row.State = CheckInState.Dropped;
        }
        else if (row.State == CheckInState.Agreed && row.At <= scope.Now)
        {
            (row.State, row.SentAt) = (CheckInState.Sent, scope.Now);
            await scope.Db.SaveChangesAsync(cancellationToken);
            var words = key.OpenText("agreed_check_ins", "sealed_words", CheckInAgreement.Place(row.Id), row.SealedWords);
            await ((IChangeWriter)say).WriteAsync(new Say(conversation, Speaker.Bot, [CheckInAgreement.Message(new LocaleTag(talk.Language ?? "it"), words)]), scope, cancellationToken);
            return;
        }
        else if (row.State == CheckInState.Asked && row.At <= scope.Now)
        {
            // No answer is no yes.
            row.State = CheckInState.Refused;
        }
        else if (row is { State: CheckInState.Sent, SentAt: { } sent })
        {
            var answered = await scope.Db.Transcript.AnyAsync(t => t.ConversationId == row.ConversationId && t.Speaker == Speaker.Person && t.At > sent, cancellationToken);
            if (answered || sent + CheckInAgreement.Patience <= scope.Now)
            {
                await EndAsync(row, talk, answered, scope, cancellationToken);
            }
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Somebody should read the answer, or the silence: the case is open again, or rings.</summary>
    private async Task EndAsync(AgreedCheckInRow row, ConversationRow talk, bool answered, CommitScope scope, CancellationToken cancellationToken)
    {
        row.State = answered ? CheckInState.Answered : CheckInState.Silent;
        await scope.Db.SaveChangesAsync(cancellationToken);
        // Silence after an agreement is as grave as the case in which it was made.
        var grave = await scope.Db.Cases.Where(c => c.Id == row.CaseId).Select(c => (Severity?)c.Severity).FirstOrDefaultAsync(cancellationToken) ?? Severity.Concern;
        var open = new OpenCase(new CaseId(Guid.CreateVersion7(scope.Now)), new ConversationId(row.ConversationId), answered || grave < Severity.Concern ? Severity.Concern : grave, RiskCategory.None,
            [answered ? "Ha scritto dopo il contatto concordato." : "Non ha risposto al contatto concordato."], talk.Language is { } tag ? new LocaleTag(tag) : null, talk.Channel, CaseOrigin.Asked);
        await ((IChangeWriter)cases).WriteAsync(open, scope, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
        var about = await scope.Db.Cases.FirstAsync(c => c.ConversationId == row.ConversationId && c.State != CaseState.Closed, cancellationToken);
        CaseHistory.Add(scope, about, answered ? "checkin_answered" : "checkin_silent", null);
        history.Tell(scope, about, alarm: true);
    }
}
