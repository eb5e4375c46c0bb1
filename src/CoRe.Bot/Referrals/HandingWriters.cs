using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals;

/// <summary>Asks the person whether a service that said yes may read these words, and nothing else.</summary>
/// <param name="ForService">Italian.</param>
/// <param name="ForPerson">The same in the person's language: nobody agrees to what they cannot read.</param>
internal sealed record AskHanding(ReferralId Referral, OperatorId By, string ForService, string ForPerson) : IChange;

/// <summary>The person's yes or no to the words; a no after a yes takes them back.</summary>
internal sealed record AnswerHanding(ReferralId Referral, ConversationId Conversation, bool Yes, LocaleTag Language) : IChange;

internal static class Handing
{
    public const string Purpose = "handing";

    public const string QuestionKey = "referral.consent.handing";

    public const int Shortest = 3;

    public const int Longest = 600;

    public static string Command(bool yes, Guid referral) => $"#handing:{(yes ? "yes" : "no")}:{referral:N}";
}

internal sealed class AskHandingWriter(SayWriter say, IRecipients recipients, LocaleLibrary locales, ReferralLedger ledger) : ChangeWriter<AskHanding>
{
    protected override async Task WriteAsync(AskHanding change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        var (forService, forPerson) = (change.ForService.Trim(), change.ForPerson.Trim());
        if (row.State != ReferralState.Accepted)
        {
            throw new IllegalReferralMoveException("not_accepted");
        }

        if (forService.Length is < Handing.Shortest or > Handing.Longest || forPerson.Length is < Handing.Shortest or > Handing.Longest)
        {
            throw new IllegalReferralMoveException("words_missing");
        }

        var details = await ledger.OpenAsync(scope.Db, row, cancellationToken);
        row.SealedDetails = await ledger.SealAsync(scope, new ConversationId(row.ConversationId), row.Id, details with { Handed = new HandedWords(forService, forPerson, null) }, cancellationToken);
        ReferralLedger.Note(scope, row, "handing_asked", change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
        var spoken = await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == row.ConversationId).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken);
        var question = Question(row, recipients.Find(row.ServiceId)?.Name ?? "CO.RE.", forPerson, new LocaleTag(spoken ?? row.Language ?? "it"));
        await ((IChangeWriter)say).WriteAsync(new Say(new ConversationId(row.ConversationId), Speaker.Bot, [question]), scope, cancellationToken);
    }

    private Activity Question(ReferralRow row, string service, string words, LocaleTag language)
    {
        var text = locales.Text(language, Handing.QuestionKey, ("service", service), ("words", words));
        CardAction Button(string key, bool yes) => new() { Type = ActionTypes.PostBack, Title = locales.Text(language, key).Text, Value = Handing.Command(yes, row.Id) };
        return new Activity
        {
            Type = ActivityTypes.Message,
            Text = text.Text,
            Locale = text.Locale.Value,
            InputHint = InputHints.ExpectingInput,
            SuggestedActions = new SuggestedActions { Actions = [Button("referral.followup.yes", true), Button("referral.followup.no", false)] },
        };
    }
}

/// <summary>From a turn: never fails it.</summary>
internal sealed class AnswerHandingWriter(ReferralLedger ledger, Couriers couriers) : ChangeWriter<AnswerHanding>
{
    protected override async Task WriteAsync(AnswerHanding change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await ReferralLedger.OwnAsync(scope, change.Referral, change.Conversation, cancellationToken) is not { State: ReferralState.Accepted } row
            || await ledger.OpenAsync(scope.Db, row, cancellationToken) is not { Handed: { } words } details || words.Agreed == change.Yes
            || (change.Yes && words.Agreed is not null))
        {
            return;
        }

        var receipt = Consent.Receipt(scope, row, change.Yes ? "yes" : "no", change.Language.Value);
        (receipt.Purpose, receipt.TextKey, receipt.SealedReason) = (Handing.Purpose, Handing.QuestionKey, await ledger.SealReasonAsync(scope, row, words.ForPerson, cancellationToken));
        scope.Db.Consents.Add(receipt);
        row.SealedDetails = await ledger.SealAsync(scope, change.Conversation, row.Id, details with { Handed = words with { Agreed = change.Yes } }, cancellationToken);
        ReferralLedger.Note(scope, row, change.Yes ? "handing_agreed" : "handing_refused");
        ReferralLedger.Count(scope, row, change.Yes ? FactType.ConsentGiven : FactType.ConsentRefused);
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (change.Yes)
        {
            await couriers.SendAsync(scope, row, Parcel.Handing, cancellationToken);
            await scope.Db.SaveChangesAsync(cancellationToken);
        }
    }
}
