using System.Globalization;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Degrading;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Wires;

/// <summary>
/// From what a messenger's user did to the talk it belongs to: finds or starts it, looks up what a tapped button sends, and hands the
/// activity to the inbox. One user at a time, so that two first messages do not begin two talks.
/// </summary>
internal sealed class WireInbox(WireLinks links, Pseudonyms pseudonyms, IConversationAccess talks, IInbox inbox, Transcript transcript, WireReturn returns,
    WireNumbers numbers, ServiceLibrary services, ICommitter committer) : IWireInbox
{
    /// <summary>A place that somebody sends while a case is open is for the person who helps (RFC 5870).</summary>
    public const string PlacePrefix = "geo:";

    private const int MostTries = 3;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task AcceptAsync(WireEvent said, CancellationToken cancellationToken)
    {
        var user = pseudonyms.Of(said.Channel, said.User);
        var gate = _gates[user[0] % _gates.Length];
        await gate.WaitAsync(cancellationToken);
        try
        {
            await TakeAsync(said, user, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task ShutOutAsync(string channel, string user, CancellationToken cancellationToken)
    {
        var hash = pseudonyms.Of(channel, user);
        var shut = new ShutOutWire(channel, hash);
        await committer.CommitAsync([shut], cancellationToken);
        if (shut.Happened && await links.FindAsync(channel, hash, cancellationToken) is { InCase: true } found)
        {
            await WireDelivery.TellDeskAsync(committer, found.Conversation, WireDelivery.ShutOutEvent, cancellationToken);
        }
    }

    public async Task UndeliveredAsync(string channel, string user, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(channel, pseudonyms.Of(channel, user), cancellationToken) is { } found)
        {
            await WireDelivery.TellDeskAsync(committer, found.Conversation, WireDelivery.RefusedEvent, cancellationToken);
        }
    }

    private async Task TakeAsync(WireEvent said, byte[] user, CancellationToken cancellationToken)
    {
        var order = WireCommands.Read(said.Text);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var found = await links.FindAsync(said.Channel, user, cancellationToken);
            var talk = found?.Conversation ?? await StartAsync(said, user, greet: !said.HeldElsewhere && (order is not null || said.Text is null), cancellationToken);
            if (found is not null && said.Address is { } address)
            {
                await committer.CommitAsync([new MoveHouse(said.Channel, user, talk, address)], cancellationToken);
            }

            if (said.Tap == WireButtons.ReadNow || (found is null && order is { Name: WireCommands.Start, Words: "" }))
            {
                await committer.CommitAsync([new HeardOn(talk, said.Channel)], cancellationToken);
                return;
            }

            if (order is { Name: WireCommands.Code } code)
            {
                await committer.CommitAsync([new HeardOn(talk, said.Channel)], cancellationToken);
                await returns.AnswerAsync(said, user, talk, code.Words, cancellationToken);
                return;
            }

            if (await SayAsync(said, talk, found?.InCase == true, found?.Delivered ?? 0, order, cancellationToken))
            {
                return;
            }

            // Erased in this very moment: the words begin a talk of their own.
        }

        throw new IOException("The talk could not be found or begun.");
    }

    /// <summary>False when the talk is gone.</summary>
    private async Task<bool> SayAsync(WireEvent said, ConversationId talk, bool inCase, long delivered, WireOrder? order, CancellationToken cancellationToken)
    {
        if (order is { } known)
        {
            // Whatever stands behind an order is words of a person, and read as such.
            var done = await AcceptAsync(said, talk, said.Key, new Activity { Text = WireCommands.Order(known.Name) }, cancellationToken);
            return done && (known.Words.Length == 0 || await AcceptAsync(said, talk, said.Key + ".words", new Activity { Text = known.Words }, cancellationToken));
        }

        var activity = said switch
        {
            { Tap: { } tap } => await TappedAsync(talk, tap, cancellationToken),
            { Place: { } place } => new Activity { Text = inCase ? Position(place) : Near(place) },
            { Media: { } media } => new Activity { Text = said.Text, Attachments = [new Attachment { ContentType = media, ContentUrl = said.MediaKey is { } key ? SentFiles.Reference(key) : null }] },
            { Text: { } text } when await numbers.ReadAsync(said.Channel, talk, delivered, text, cancellationToken) is { } meant => Tapped(meant),
            _ => new Activity { Text = said.Text },
        };
        return await AcceptAsync(said, talk, said.Key, activity, cancellationToken);
    }

    private async Task<bool> AcceptAsync(WireEvent said, ConversationId talk, string key, Activity activity, CancellationToken cancellationToken)
    {
        activity.Type = ActivityTypes.Message;
        activity.Locale = said.Language;
        activity.From = new ChannelAccount { Id = "person" };
        if (said.HeldElsewhere)
        {
            HeldElsewhere.Mark(activity);
        }

        var receipt = await inbox.AcceptAsync(new InboundActivity(said.Channel, talk.Value, $"{said.Channel}.{key}", activity), cancellationToken);
        return receipt.Outcome != InboxOutcome.Gone;
    }

    private async Task<ConversationId> StartAsync(WireEvent said, byte[] user, bool greet, CancellationToken cancellationToken)
    {
        var talk = ConversationId.New();
        await talks.StartAsync(said.Channel, talk.Value, said.User, said.Language, greet, cancellationToken);
        await committer.CommitAsync([new LinkWire(said.Channel, user, talk, said.Address ?? said.User)], cancellationToken);
        return talk;
    }

    /// <summary>What the button sends, as the page would send it; one that is not of this talk leads to the menu.</summary>
    private async Task<Activity> TappedAsync(ConversationId talk, string id, CancellationToken cancellationToken)
    {
        if (WireButtons.TryRead(id, out var number, out var place)
            && await transcript.ReadAsync(talk, number - 1, 1, withDeskLines: false, cancellationToken) is [{ Speaker: not Speaker.Person } line] && line.Number == number
            && WireButtons.At(line.Activity, place) is { } action)
        {
            return Tapped(action);
        }

        return new Activity { Text = WireCommands.Menu };
    }

    private static Activity Tapped(CardAction action) => new()
    {
        Text = action.Text ?? action.Value?.ToString(), Value = action.Value,
        ChannelData = new Dictionary<string, object> { ["messageBack"] = new Dictionary<string, string> { ["displayText"] = action.Title } },
    };

    private static string Position(WirePlace place) => string.Create(CultureInfo.InvariantCulture, $"{PlacePrefix}{place.Latitude:0.#####},{place.Longitude:0.#####}");

    /// <summary>Only the nearest station or district is kept, as the page does it.</summary>
    private string Near(WirePlace place) => services.Places.Nearest(new GeoPoint(place.Latitude, place.Longitude)) is { } near ? $"#near:{near.Id}/here" : "#near:failed";
}
