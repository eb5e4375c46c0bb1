using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.DirectLine.Stream;

/// <summary>
/// One open stream: three small loops around a bounded queue. Filling waits when the queue is full, so a slow client costs a
/// fixed amount of memory; when it takes no frame in time it is cut off and comes back by its watermark.
/// </summary>
internal sealed class StreamSocket(WebSocket socket, TimeProvider time, TimeSpan keepAlive, TimeSpan patience)
{
    private const int QueueLength = 64;
    private const int MaxInboundBytes = 16 * 1024;

    /// <summary>Stands in the queue for an empty frame: a page's script cannot see pings.</summary>
    private static readonly TranscriptLine Beat = new(null, ReadOnlyMemory<byte>.Empty);

    private readonly Channel<TranscriptLine> _queue = Channel.CreateBounded<TranscriptLine>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    public async Task RunAsync(Func<CancellationToken, IAsyncEnumerable<TranscriptLine>> follow, CancellationToken stopping, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        await using var heart = time.CreateTimer(_ => _queue.Writer.TryWrite(Beat), null, keepAlive, keepAlive);
        var fill = FillAsync(follow(end.Token), end.Token);
        var send = SendAsync(end.Token);
        var listen = ListenAsync(aborted);

        await Task.WhenAny(send, listen);
        await end.CancelAsync();
        await Settle(send);
        await CloseAsync(listen, await Reason(fill, stopping));
    }

    private async Task FillAsync(IAsyncEnumerable<TranscriptLine> lines, CancellationToken end)
    {
        try
        {
            await foreach (var line in lines.WithCancellation(end))
            {
                await _queue.Writer.WriteAsync(line, end);
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    /// <summary>
    /// One line a frame: Microsoft's client hands out the lines of a frame one timer tick after the other, so that two frames
    /// with several lines each would reach the page shuffled.
    /// </summary>
    private async Task SendAsync(CancellationToken end)
    {
        var frame = new ArrayBufferWriter<byte>();
        await foreach (var line in _queue.Reader.ReadAllAsync(end))
        {
            frame.ResetWrittenCount();
            if (!ReferenceEquals(line, Beat))
            {
                using var json = new Utf8JsonWriter(frame);
                Wire.WriteSet(json, [line], watermark: null);
            }

            // Its own clock: cancelling a send breaks the socket, which is right for a slow client and wrong for anything else.
            using var clock = new CancellationTokenSource(patience, time);
            await socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, clock.Token);
        }
    }

    /// <summary>Clients send empty frames as a sign of life and nothing else of interest; ends when they close or say too much.</summary>
    private async Task ListenAsync(CancellationToken aborted)
    {
        for (var length = 0; ;)
        {
            var part = await ReceiveAsync(aborted);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close || length > MaxInboundBytes)
            {
                return;
            }

            length = part.EndOfMessage ? 0 : length;
        }
    }

    private async Task<ValueWebSocketReceiveResult> ReceiveAsync(CancellationToken aborted)
    {
        // Waits without a buffer: ten thousand idle phones must not hold ten thousand buffers.
        var part = await socket.ReceiveAsync(Memory<byte>.Empty, aborted);
        if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
        {
            return part;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            return await socket.ReceiveAsync(buffer.AsMemory(), aborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<WebSocketCloseStatus> Reason(Task fill, CancellationToken stopping)
    {
        await Settle(fill);
        return stopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable
            : fill.IsFaulted ? WebSocketCloseStatus.InternalServerError
            : WebSocketCloseStatus.NormalClosure;
    }

    private async Task CloseAsync(Task listen, WebSocketCloseStatus reason)
    {
        var saidTooMuch = listen.IsCompletedSuccessfully && socket.State == WebSocketState.Open;
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var clock = new CancellationTokenSource(patience, time);
            await Settle(socket.CloseOutputAsync(saidTooMuch ? WebSocketCloseStatus.MessageTooBig : reason, null, clock.Token));

            // Hear the client's own goodbye: closing on unread bytes would reset the connection and lose ours on the way.
            await Settle(saidTooMuch ? DrainAsync(clock.Token) : listen.WaitAsync(clock.Token));
        }

        socket.Abort();
    }

    private async Task DrainAsync(CancellationToken end)
    {
        while (socket.State == WebSocketState.CloseSent)
        {
            await ReceiveAsync(end);
        }
    }

    /// <summary>A stream that ends badly has told its client by ending; there is nobody else to tell.</summary>
    private static async Task Settle(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
