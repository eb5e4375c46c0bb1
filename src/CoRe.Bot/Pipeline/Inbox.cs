using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>Stores what wires receive, durably and once, then queues its turn.</summary>
internal sealed class Inbox(ICommitter committer, Lanes lanes) : IInbox
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
        await committer.CommitAsync([receive], cancellationToken);
        var (stored, duplicate, inboxId, number) = receive.Result;
        if (stored)
        {
            lanes.Enqueue(conversation, new Inbound(inboxId, number, activity));
        }

        return stored || duplicate
            ? new InboxReceipt(stored ? InboxOutcome.Stored : InboxOutcome.Duplicate, ActivityText.Id(conversation, number))
            : new InboxReceipt(InboxOutcome.Gone, "");
    }
}
