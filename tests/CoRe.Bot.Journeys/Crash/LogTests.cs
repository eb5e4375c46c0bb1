using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>Types words through every door that can refuse them, then reads what the process said about it.</summary>
[Collection(RealProcess.Name)]
public sealed class LogTests
{
    private const string Canary = "canarino-blu-7351";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_word_of_a_person_reaches_the_log_however_badly_it_is_sent()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        await using var server = new ServerProcess(settings: ["--Logging:LogLevel:CoRe.Bot", "Trace"]);
        await server.StartAsync();
        http.BaseAddress = server.Url;
        var phone = new StubbornPhone(http, server.Url);
        await phone.StartAsync(patience.Token);

        var refused = 0;
        foreach (var request in await BadRequestsAsync(http, patience.Token))
        {
            using (request)
            using (var answer = await http.SendAsync(request, patience.Token))
            {
                refused += answer.IsSuccessStatusCode ? 0 : 1;
                Assert.DoesNotContain(Canary, await answer.Content.ReadAsStringAsync(patience.Token), StringComparison.Ordinal);
            }
        }

        await phone.SayAsync($"mio zio mi picchia {Canary} \ud800", "good", patience.Token);
        while ((await phone.ReadAsync(patience.Token)).All(l => l.Role == "user"))
        {
            await Task.Delay(20, patience.Token);
        }

        await server.StopAsync();
        Assert.True(refused >= 12, $"Only {refused} requests were refused: the bad paths were not walked.");
        Assert.NotEmpty(server.Output);
        Assert.DoesNotContain(server.Output, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase) || line.Contains("picchia", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<HttpRequestMessage>> BadRequestsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("api/chat/token", new { locale = "it" }, cancellationToken);
        var ticket = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var (token, id) = (ticket.GetProperty("token").GetString()!, ticket.GetProperty("conversationId").GetString()!);
        using var started = await http.SendAsync(Post("directline/conversations", "{}", token), cancellationToken);
        var activities = $"directline/conversations/{id}/activities";
        return
        [
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}", token),
            Post(activities, $"{Canary}", token),
            Post(activities, $"[\"{Canary}\"]", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":{{\"{Canary}\":1}}}}", token),
            Post(activities, $"{{\"text\":\"{Canary}\"}}", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}\",\"attachments\":\"{Canary}\"}}", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}\",\"channelData\":{{\"clientActivityID\":{{\"{Canary}\":1}}}}}}", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary} {new string('x', 400_000)}\"}}", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}\",\"value\":1e999}}", token),
            Post(activities, $"{{\"type\":\"{Canary}\",\"text\":\"{Canary}\",\"name\":\"{Canary}\"}}", token),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}\"}}", Canary),
            Post(activities, $"{{\"type\":\"message\",\"text\":\"{Canary}\"}}", $"{token}{Canary}"),
            Post($"directline/conversations/{Canary}/activities", $"{{\"type\":\"message\",\"text\":\"{Canary}\"}}", token),
            Post($"directline/{Canary}?text={Canary}", "{}", token),
            Post($"directline/conversations/{id}/upload?name={Canary}", Canary, token),
            Post("api/chat/resume", $"{{\"words\":\"{Canary} {Canary} {Canary}\"}}", null),
            Post("api/chat/token", $"{{\"locale\":\"{Canary}\",\"name\":\"{Canary}\"", null),
            new(HttpMethod.Get, new Uri($"{activities}?watermark={Canary}", UriKind.Relative)),
            new(HttpMethod.Get, new Uri($"{Canary}?q={Canary}", UriKind.Relative)),
        ];
    }

    private static HttpRequestMessage Post(string path, string body, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        // Asks before it sends: a body that is refused unread would else look like a broken connection.
        request.Headers.ExpectContinue = true;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
