using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals;

/// <summary>Words and forms of the question; the dialogs recognise the commands.</summary>
internal static class Consent
{
    public const string QuestionKey = "referral.consent.question";

    /// <summary>For somebody who reports about another person.</summary>
    public const string OtherQuestionKey = "referral.consent.other";

    public const string ReferralPurpose = "referral";

    public static string YesCommand(Guid referral) => $"#consent:yes:{referral:N}";

    public static string NoCommand(Guid referral) => $"#consent:no:{referral:N}";

    public static string WithdrawCommand(Guid referral) => $"#withdraw:{referral}";

    /// <summary>Shows the person where the request stands.</summary>
    public const string ShowCommand = "#referral";

    public static string HelpedCommand(Guid referral, string answer) => $"#helped:{answer}:{referral:N}";

    public static ConsentRow Receipt(CommitScope scope, ReferralRow row, string answer, string? language) => new()
    {
        ConversationId = row.ConversationId,
        ReferralId = row.Id,
        Purpose = ReferralPurpose,
        ServiceId = row.ServiceId,
        Answer = answer,
        TextKey = row.ForAnother ? OtherQuestionKey : QuestionKey,
        Language = language,
        At = scope.Now,
    };
}

/// <summary>Asks once, by name, with the no as easy to tap as the yes.</summary>
internal sealed class AskWriter(SayWriter say, IRecipients recipients, LocaleLibrary locales, ReferralLedger ledger) : ChangeWriter<AskConsent>
{
    protected override async Task WriteAsync(AskConsent change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        if (recipients.Find(row.ServiceId) is not { } recipient || row.Need is null)
        {
            throw new IllegalReferralMoveException("not_complete");
        }

        ledger.Move(scope, row, ReferralMove.Ask, change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
        var spoken = await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == row.ConversationId).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken);
        var question = Question(row, recipient, new LocaleTag(spoken ?? row.Language ?? "it"));
        await ((IChangeWriter)say).WriteAsync(new Say(new ConversationId(row.ConversationId), Speaker.Bot, [question]), scope, cancellationToken);
    }

    private Activity Question(ReferralRow row, Recipient recipient, LocaleTag language)
    {
        var text = locales.Text(language, row.ForAnother ? Consent.OtherQuestionKey : Consent.QuestionKey, ("service", recipient.Name));
        CardAction Button(string key, string command) =>
            new() { Type = ActionTypes.PostBack, Title = locales.Text(language, key).Text, Value = command };
        return new Activity
        {
            Type = ActivityTypes.Message,
            Text = text.Text,
            Locale = text.Locale.Value,
            InputHint = InputHints.ExpectingInput,
            SuggestedActions = new SuggestedActions
            {
                Actions = [Button("referral.consent.yes", Consent.YesCommand(row.Id)), Button("referral.consent.no", Consent.NoCommand(row.Id))],
            },
        };
    }
}

/// <summary>
/// The person's answer, each one kept as a receipt. It comes from a turn and must never fail it: an answer that changes
/// nothing any more is written into the history for the desk to see.
/// </summary>
internal sealed class AnswerWriter(Withdrawal withdrawal, ReferralLedger ledger, ICaseBell bell) : ChangeWriter<AnswerConsent>
{
    protected override async Task WriteAsync(AnswerConsent change, CommitScope scope, CancellationToken cancellationToken)
    {
        // Not asked yet means that there was no question to say yes to: a typed command is no consent.
        if (await ReferralLedger.OwnAsync(scope, change.Referral, change.Conversation, cancellationToken) is not { State: not ReferralState.Draft } row)
        {
            return;
        }

        if (change.Yes && row.State != ReferralState.Asked)
        {
            ReferralLedger.Note(scope, row, "yes_later");
            return;
        }

        if (!change.Yes && ReferralRules.After(row.State, ReferralMove.Refuse) is null)
        {
            await withdrawal.WriteAsync(scope, row, cancellationToken);
            return;
        }

        var receipt = Consent.Receipt(scope, row, change.Yes ? "yes" : "no", change.Language.Value);
        receipt.AgeBand = change.AgeBand;
        scope.Db.Consents.Add(receipt);
        ledger.Move(scope, row, change.Yes ? ReferralMove.Agree : ReferralMove.Refuse);
        ReferralLedger.Count(scope, row, change.Yes ? FactType.ConsentGiven : FactType.ConsentRefused);
        if (change.Yes)
        {
            await bell.RingAsync(scope, new CaseId(row.CaseId), CaseCalls.Agreed, row.Urgency, cancellationToken);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class WithdrawWriter(Withdrawal withdrawal) : ChangeWriter<WithdrawReferral>
{
    protected override async Task WriteAsync(WithdrawReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await ReferralLedger.OwnAsync(scope, change.Referral, change.Conversation, cancellationToken) is { } row)
        {
            await withdrawal.WriteAsync(scope, row, cancellationToken);
        }
    }
}

internal sealed class OverrideWriter(ReferralLedger ledger, IRecipients recipients) : ChangeWriter<OverrideConsent>
{
    private const int ShortestReason = 10;
    private const int LongestReason = 2000;

    protected override async Task WriteAsync(OverrideConsent change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        if (change.LegalReason.Trim().Length is < ShortestReason or > LongestReason || string.IsNullOrWhiteSpace(change.By.Value))
        {
            throw new IllegalReferralMoveException("reason_or_name_missing");
        }

        if (recipients.Find(row.ServiceId) is null || row.Need is null)
        {
            throw new IllegalReferralMoveException("not_complete");
        }

        ledger.Move(scope, row, ReferralMove.Override, change.By);
        var receipt = Consent.Receipt(scope, row, "override", row.Language);
        receipt.TextKey = "none";
        receipt.OperatorId = change.By.Value;
        receipt.SealedReason = await ledger.SealReasonAsync(scope, row, change.LegalReason.Trim(), cancellationToken);
        scope.Db.Consents.Add(receipt);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
