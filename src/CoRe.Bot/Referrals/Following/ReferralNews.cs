using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Following;

/// <summary>
/// Tells the person where the request stands, in the language of the talk, with the way to take it back. Only who said yes is told:
/// where the law went on without the person, a message on the phone could be read by others.
/// </summary>
internal sealed class ReferralNews(SayWriter say, IRecipients recipients, LocaleLibrary locales)
{
    /// <summary>After a move: a message of its own. Nothing when the talk was erased.</summary>
    public async Task TellAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (await ReferralLedger.ReleaseAsync(scope.Db, row, cancellationToken) is { Answer: "yes" })
        {
            await SayAsync(scope, row.ConversationId, tag => [Standing(row, tag, ReferralRules.After(row.State, ReferralMove.Withdraw) is not null)], cancellationToken);
        }
    }

    /// <summary>Asks the person whether it helped; three taps, and silence is fine.</summary>
    public async Task AskHelpedAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken)
    {
        if (await ReferralLedger.ReleaseAsync(scope.Db, row, cancellationToken) is { Answer: "yes" })
        {
            await SayAsync(scope, row.ConversationId, tag =>
            [
                Message(tag, $"{Title(row, tag)}\n{locales.Text(tag, "referral.followup.helped").Text}",
                    [.. HelpedAnswers.All.Select(answer => Button(tag, "referral.followup." + answer, Consent.HelpedCommand(row.Id, answer)))]),
            ], cancellationToken);
        }
    }

    /// <summary>The answer to "where does it stand?": the latest request that was put to the person, or that there is none.</summary>
    public Task ShowAsync(CommitScope scope, ConversationId conversation, ReferralRow? row, CancellationToken cancellationToken) =>
        SayAsync(scope, conversation.Value, tag => [row is null || Key(row) is null
            ? Message(tag, locales.Text(tag, "referral.state.none").Text, [])
            : Standing(row, tag, ReferralRules.After(row.State, ReferralMove.Withdraw) is not null)], cancellationToken);

    public Task ThankAsync(CommitScope scope, ConversationId conversation, CancellationToken cancellationToken) =>
        SayAsync(scope, conversation.Value, tag => [Message(tag, locales.Text(tag, "referral.followup.thanks").Text, [])], cancellationToken);

    /// <summary>What a state is called for the person; null when there is nothing to tell of.</summary>
    private static string? Key(ReferralRow row) => row.State switch
    {
        ReferralState.Asked => "draft",
        ReferralState.Ready => "ready",
        ReferralState.Sending => "ready",
        ReferralState.Sent or ReferralState.Unanswered => "sent",
        ReferralState.Opened => "opened",
        ReferralState.Accepted => row.AppointmentAt is null ? "accepted" : "appointment",
        ReferralState.Rejected => "rejected",
        ReferralState.Failed => "failed",
        ReferralState.Completed => "completed",
        _ => null,
    };

    private Activity Standing(ReferralRow row, LocaleTag tag, bool withdrawable)
    {
        var state = locales.Text(tag, "referral.state." + Key(row), [.. row.AppointmentAt is { } at && Key(row) == "appointment" ? new[] { ("time", ItalianClock.Say(at, tag)) } : []]);
        return Message(tag, $"{Title(row, tag)}\n{state.Text}",
        [
            Button(tag, "referral.show", Consent.ShowCommand),
            .. withdrawable ? [Button(tag, "referral.withdraw", Consent.WithdrawCommand(row.Id))] : Array.Empty<CardAction>(),
        ]);
    }

    private string Title(ReferralRow row, LocaleTag tag) => locales.Text(tag, "referral.state.title", ("service", recipients.Find(row.ServiceId)?.Name ?? "CO.RE.")).Text;

    private CardAction Button(LocaleTag tag, string key, string command) => new() { Type = ActionTypes.PostBack, Title = locales.Text(tag, key).Text, Value = command };

    private static Activity Message(LocaleTag tag, string text, IList<CardAction> buttons) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Locale = tag.Value,
        InputHint = InputHints.AcceptingInput,
        SuggestedActions = buttons.Count == 0 ? null : new SuggestedActions { Actions = buttons },
    };

    private async Task SayAsync(CommitScope scope, string conversation, Func<LocaleTag, IReadOnlyList<Activity>> compose, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == conversation && c.ErasedAt == null).Select(c => new { c.Language }).FirstOrDefaultAsync(cancellationToken) is { } talk)
        {
            await ((IChangeWriter)say).WriteAsync(new Say(new ConversationId(conversation), Speaker.Bot, compose(new LocaleTag(talk.Language ?? "it"))), scope, cancellationToken);
        }
    }
}

/// <summary>What a person may answer when asked whether it helped.</summary>
internal static class HelpedAnswers
{
    public static readonly IReadOnlyList<string> All = ["yes", "partly", "no"];

    public static string Outcome(string answer) => answer switch { "yes" => "helped", "partly" => "helped_partly", _ => "not_helped" };
}
