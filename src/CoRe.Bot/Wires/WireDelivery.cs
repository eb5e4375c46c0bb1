using System.Collections.Concurrent;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Degrading;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Wires;

/// <summary>
/// Delivers talks to messengers. The transcript is the queue: every line after the last delivered one goes out in order, one talk at a
/// time, and the place is noted after each message. What the provider did not take is tried again; nothing overtakes it.
/// </summary>
internal sealed partial class WireDelivery(WireLinks links, Transcript transcript, ConversationFeed feed, IEnumerable<IWire> wires, ICommitter committer, LocaleLibrary locales,
    TimeProvider time, IOptions<WiresOptions> options, ILogger<WireDelivery> log) : BackgroundService
{
    public const string ShutOutEvent = "core.wire.shut_out";
    public const string RefusedEvent = "core.wire.refused";
    private const int Page = 50;

    /// <summary>More in one message is a wall on a small screen.</summary>
    private const int LongestJoined = 1200;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, IWire> _wires = wires.ToDictionary(wire => wire.Channel);
    private readonly ConcurrentDictionary<ConversationId, bool> _running = new();
    private readonly SemaphoreSlim _free = new(32);

    /// <summary>A line for the desk only: what the person will not read.</summary>
    public static async Task TellDeskAsync(ICommitter committer, ConversationId conversation, string what, CancellationToken cancellationToken)
    {
        try
        {
            await committer.CommitAsync([new Say(conversation, Speaker.Desk, [new Activity { Type = ActivityTypes.Event, Name = what }])], cancellationToken);
        }
        catch (StaleWriteException)
        {
            // Erased meanwhile: there is no talk to tell about.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_wires.Count == 0)
        {
            return;
        }

        await Task.WhenAll(ListenAsync(stoppingToken), SweepAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var conversation in feed.Stirred.ReadAllAsync(stoppingToken))
            {
                Run(conversation, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>What came due by time, and what another node or an earlier life of this program left.</summary>
    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var conversation in await links.WaitingAsync(stoppingToken))
                {
                    Run(conversation, stoppingToken);
                }

                await Task.Delay(Sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is IOException or System.Data.Common.DbException)
            {
                DeliveryFailed(log, error.GetType().Name);
                await Task.Delay(Sweep, CancellationToken.None);
            }
        }
    }

    /// <summary>One worker a talk; a stir while it works makes it look once more.</summary>
    private void Run(ConversationId conversation, CancellationToken stoppingToken)
    {
        if (!_running.TryAdd(conversation, false))
        {
            _running.TryUpdate(conversation, true, false);
            return;
        }

        _ = Task.Run(async () =>
        {
            do
            {
                _running[conversation] = false;
                await WorkAsync(conversation, stoppingToken);
            }
            while (!_running.TryRemove(KeyValuePair.Create(conversation, false)));
        }, CancellationToken.None);
    }

    private async Task WorkAsync(ConversationId conversation, CancellationToken stoppingToken)
    {
        try
        {
            await _free.WaitAsync(stoppingToken);
            try
            {
                while (await DeliverAsync(conversation, stoppingToken))
                {
                    // The next lines.
                }
            }
            finally
            {
                _free.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is not noted as delivered goes out at the next start.
        }
        catch (Exception error) when (error is IOException or System.Data.Common.DbException or StaleWriteException)
        {
            DeliveryFailed(log, error.GetType().Name);
        }
    }

    /// <summary>True when there may be more to send at once.</summary>
    private async Task<bool> DeliverAsync(ConversationId conversation, CancellationToken stoppingToken)
    {
        if (await links.DueAsync(conversation, stoppingToken) is not { } link || !_wires.TryGetValue(link.Channel, out var wire)
            || await transcript.ReadAsync(conversation, link.Delivered, Page, withDeskLines: true, stoppingToken) is not { Count: > 0 } lines)
        {
            return false;
        }

        var shown = WireBatch.Of(lines.Select(line => (line.Number, line.Speaker.ToString(), Shape(line, link, wire))), Math.Min(LongestJoined, wire.Limits.Text));
        if (shown.All(batch => batch.Messages.Count == 0))
        {
            await committer.CommitAsync([new MoveWire(link, lines[^1].Number, 0, 0, time.GetUtcNow())], stoppingToken);
            return lines.Count == Page;
        }

        if (time.GetUtcNow() - link.HeardAt > TimeSpan.FromMinutes(options.Value.KnockAfterMinutes))
        {
            return await KnockAsync(link, wire, stoppingToken);
        }

        foreach (var (number, messages) in shown)
        {
            for (var part = link.Part; part < messages.Count; part++)
            {
                var outcome = await wire.SendAsync(link.Address, messages[part], stoppingToken);
                if (outcome.Result is WireResult.Later or WireResult.ShutOut)
                {
                    await PutOffAsync(link, outcome, stoppingToken);
                    return false;
                }

                if (outcome.Result == WireResult.Refused)
                {
                    Refused(log, link.Channel, outcome.Code);
                    await TellDeskAsync(committer, conversation, RefusedEvent, stoppingToken);
                }

                if (part < messages.Count - 1)
                {
                    link = await MovedAsync(link, link.Delivered, part + 1, stoppingToken);
                }
            }

            link = await MovedAsync(link, number, 0, stoppingToken);
        }

        return true;
    }

    private async Task<WireLink> MovedAsync(WireLink link, long delivered, int part, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        await committer.CommitAsync([new MoveWire(link, delivered, part, 0, now)], stoppingToken);
        return link with { Delivered = delivered, Part = part, Attempts = 0, NextAt = now };
    }

    private async Task PutOffAsync(WireLink link, WireOutcome outcome, CancellationToken stoppingToken)
    {
        if (outcome.Result == WireResult.ShutOut)
        {
            await committer.CommitAsync([new ShutOutWire(link.Channel, link.UserHash)], stoppingToken);
            await TellDeskAsync(committer, link.Conversation, ShutOutEvent, stoppingToken);
            return;
        }

        PutOff(log, link.Channel, link.Attempts + 1, outcome.Code);
        var growing = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(link.Attempts, 16))));
        var pause = outcome.Pause is { } asked && asked > growing ? asked : growing;
        await committer.CommitAsync([new MoveWire(link, link.Delivered, link.Part, link.Attempts + 1, time.GetUtcNow() + pause)], stoppingToken);
    }

    /// <summary>Long after the last word a message lights up a screen that somebody else may see: first only that something waits.</summary>
    private async Task<bool> KnockAsync(WireLink link, IWire wire, CancellationToken stoppingToken)
    {
        if (link.KnockedAt >= link.HeardAt)
        {
            return false;
        }

        var language = link.Language is { Length: > 0 } tag ? new LocaleTag(tag) : LocaleTag.Italian;
        var show = new WireButton(locales.Text(language, "page.cover.continue").Text, WireButtons.ReadNow);
        var outcome = await wire.SendAsync(link.Address, new WireMessage(locales.Text(language, "wires.knock").Text, wire.Limits.Buttons > 0 ? [show] : [], [])
        {
            Knock = new WireKnock(language.Value, link.HeardAt),
        }, stoppingToken);
        if (outcome.Result is WireResult.Later or WireResult.ShutOut)
        {
            await PutOffAsync(link, outcome, stoppingToken);
            return false;
        }

        await committer.CommitAsync([new MoveWire(link, link.Delivered, link.Part, 0, time.GetUtcNow(), Knocked: true)], stoppingToken);
        if (outcome.Result == WireResult.Refused)
        {
            // The words wait for the person; whoever wrote them should know that nothing rang.
            Refused(log, link.Channel, outcome.Code);
            await TellDeskAsync(committer, link.Conversation, RefusedEvent, stoppingToken);
        }

        return false;
    }

    private IReadOnlyList<WireMessage> Shape(TranscriptEntry line, WireLink link, IWire wire)
    {
        // Read along with the others, so that the last delivered line is the last line, and never sent.
        if (line.Speaker is Speaker.Person or Speaker.Desk)
        {
            return [];
        }

        var activity = line.Activity;
        if (line.Speaker == Speaker.Operator && activity is { Type: ActivityTypes.Message, From.Name: { Length: > 0 } name })
        {
            // The messenger shows one sender for all: who speaks is said.
            var language = link.Language is { Length: > 0 } tag ? new LocaleTag(tag) : LocaleTag.Italian;
            activity.Text = $"{locales.Text(language, "page.who.person", ("name", name)).Text}:\n{activity.Text}";
        }

        return Degraded.Of(activity, line.Number, wire.Limits);
    }

    [LoggerMessage(7001, LogLevel.Error, "Delivery to messengers failed: {ErrorType}")]
    private static partial void DeliveryFailed(ILogger log, string errorType);

    [LoggerMessage(7002, LogLevel.Warning, "{Channel} does not take a message now (attempt {Attempt}): {Code}")]
    private static partial void PutOff(ILogger log, string channel, int attempt, string code);

    [LoggerMessage(7003, LogLevel.Error, "{Channel} refuses a message for good: {Code}")]
    private static partial void Refused(ILogger log, string channel, string code);
}
