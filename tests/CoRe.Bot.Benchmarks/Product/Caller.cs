using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>One person on the web chat: posts, and waits on the stream for the answer before the next message.</summary>
internal sealed class Caller(HttpClient http, Uri server) : IDisposable
{
    private readonly ClientWebSocket _stream = new();
    private readonly byte[] _frame = new byte[512 * 1024];
    private readonly HashSet<string> _answered = [];
    private string _token = "";
    private Uri? _activities;
    private int _count;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var ticket = await SendAsync(new Uri(server, "api/chat/token"), "{\"locale\":\"it\"}", cancellationToken);
        _token = ticket.RootElement.GetProperty("token").GetString()!;
        using var start = await SendAsync(new Uri(server, "directline/conversations"), "{}", cancellationToken);
        _activities = new Uri(server, $"directline/conversations/{start.RootElement.GetProperty("conversationId").GetString()}/activities");
        await _stream.ConnectAsync(new Uri(start.RootElement.GetProperty("streamUrl").GetString()!), cancellationToken);
    }

    /// <summary>Ticks until the message was acknowledged, and until its first answer was here.</summary>
    public async Task<(long Accepted, long Answered)> TurnAsync(string text, CancellationToken cancellationToken, Action? onReceipt = null)
    {
        var started = Stopwatch.GetTimestamp();
        var body = $"{{\"type\":\"message\",\"text\":\"{text}\",\"channelData\":{{\"clientActivityID\":\"{_count++}\"}}}}";
        using var receipt = await SendAsync(_activities!, body, cancellationToken);
        var accepted = Stopwatch.GetTimestamp() - started;
        onReceipt?.Invoke();
        var id = receipt.RootElement.GetProperty("id").GetString()!;
        while (!_answered.Remove(id))
        {
            await ReceiveAsync(cancellationToken);
        }

        return (accepted, Stopwatch.GetTimestamp() - started);
    }

    /// <summary>The same; <paramref name="accepted"/> is when the receipt was here, in milliseconds since 1970.</summary>
    public Task TurnAsync(string text, CancellationToken cancellationToken, out Task<long> accepted)
    {
        var receipt = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        accepted = receipt.Task;
        return TurnAsync(text, cancellationToken, () => receipt.TrySetResult(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    public void Dispose() => _stream.Dispose();

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _stream.ReceiveAsync(_frame.AsMemory(length), cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        if (part.MessageType == WebSocketMessageType.Close)
        {
            throw new InvalidOperationException("The stream was closed.");
        }

        if (length == 0)
        {
            return;
        }

        using var set = JsonDocument.Parse(_frame.AsMemory(0, length));
        foreach (var activity in set.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (activity.TryGetProperty("replyToId", out var to) && to.GetString() is { } id)
            {
                _answered.Add(id);
            }
        }
    }

    private async Task<JsonDocument> SendAsync(Uri address, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
    }
}
