using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>One line of a talk as its client reads it.</summary>
internal sealed record SeenLine(long Number, string Role, string Type, string? ReplyTo, string Text);

/// <summary>
/// A Direct Line client that does what a stubborn phone does: it repeats a request, a message always under the same key,
/// until it is told that it arrived.
/// </summary>
internal sealed class StubbornPhone(HttpClient http, Uri server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private string _token = "";

    public string Conversation { get; private set; } = "";

    /// <summary>Requests that broke off half way; those that found nobody at all do not count.</summary>
    public int Cut { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var ticket = await InsistAsync(HttpMethod.Post, "api/chat/token", new { locale = "it" }, cancellationToken);
        _token = ticket.GetProperty("token").GetString()!;
        Conversation = ticket.GetProperty("conversationId").GetString()!;
        await InsistAsync(HttpMethod.Post, "directline/conversations", null, cancellationToken);
    }

    /// <summary>Returns the id that the server gave the message.</summary>
    public async Task<string> SayAsync(string text, string key, CancellationToken cancellationToken)
    {
        var body = new { type = "message", text, channelData = new { clientActivityID = key } };
        var receipt = await InsistAsync(HttpMethod.Post, $"directline/conversations/{Conversation}/activities", body, cancellationToken);
        return receipt.GetProperty("id").GetString()!;
    }

    public async Task<IReadOnlyList<SeenLine>> ReadAsync(CancellationToken cancellationToken)
    {
        var seen = new List<SeenLine>();
        while (true)
        {
            var after = seen.Count == 0 ? "" : seen[^1].Number.ToString(CultureInfo.InvariantCulture);
            var set = await InsistAsync(HttpMethod.Get, $"directline/conversations/{Conversation}/activities?watermark={after}", null, cancellationToken);
            var page = set.GetProperty("activities").EnumerateArray().Select(Line).ToList();
            seen.AddRange(page);
            if (page.Count == 0)
            {
                return seen;
            }
        }
    }

    private async Task<JsonElement> InsistAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = body is null ? null : JsonContent.Create(body) };
                request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
                using var answer = await http.SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                }

                Assert.True(answer.StatusCode >= HttpStatusCode.InternalServerError, $"{method} {path}: {(int)answer.StatusCode}");
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Killed in the middle of it: nobody knows what arrived, so once more.
                Cut += error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? 0 : 1;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static SeenLine Line(JsonElement activity) => new(
        long.Parse(activity.GetProperty("id").GetString()!.Split('|')[1], CultureInfo.InvariantCulture),
        activity.GetProperty("from").GetProperty("role").GetString()!,
        activity.GetProperty("type").GetString()!,
        activity.TryGetProperty("replyToId", out var to) ? to.GetString() : null,
        activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "");
}
