using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>Stores what wires receive, durably and once; its turn is queued by the commit.</summary>
internal sealed class Inbox(ICommitter committer) : IInbox
{
    public async Task<InboxReceipt> AcceptAsync(InboundActivity inbound, CancellationToken cancellationToken)
    {
        var conversation = new ConversationId(inbound.ConversationId);
        var activity = inbound.Activity;
        activity.ChannelId = inbound.Channel;
        activity.Recipient = new ChannelAccount { Id = "bot", Role = RoleTypes.Bot };
        if (activity.Text is { Length: > 0 } text)
        {
            // An odd keyboard must not silence a child: broken text is mended, screened and answered.
            activity.Text = TextRepair.Repair(text);
        }

        var receive = new ReceiveActivity(conversation, inbound.DedupeKey, activity);
        await committer.CommitAsync([receive, new HeardOn(conversation, inbound.Channel)], cancellationToken);
        return receive.Result is { } received
            ? new InboxReceipt(received.Duplicate ? InboxOutcome.Duplicate : InboxOutcome.Stored, ActivityText.Id(conversation, received.Number))
            : new InboxReceipt(InboxOutcome.Gone, "");
    }
}
