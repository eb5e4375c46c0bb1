using System.Collections.Concurrent;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.Meta;

/// <summary>Keeps what wires hand over; or has a full disk.</summary>
internal sealed class FakeWireInbox : IWireInbox
{
    public ConcurrentQueue<WireEvent> Heard { get; } = new();

    public ConcurrentQueue<string> ShutOut { get; } = new();

    public ConcurrentQueue<string> Undelivered { get; } = new();

    public bool Broken { get; set; }

    public Task AcceptAsync(WireEvent said, CancellationToken cancellationToken)
    {
        if (Broken)
        {
            throw new IOException("The disk is full.");
        }

        Heard.Enqueue(said);
        return Task.CompletedTask;
    }

    public Task ShutOutAsync(string channel, string user, CancellationToken cancellationToken)
    {
        ShutOut.Enqueue(user);
        return Task.CompletedTask;
    }

    public Task UndeliveredAsync(string channel, string user, CancellationToken cancellationToken)
    {
        Undelivered.Enqueue(user);
        return Task.CompletedTask;
    }
}
