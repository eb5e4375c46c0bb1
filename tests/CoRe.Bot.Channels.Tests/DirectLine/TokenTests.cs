using System.Text;
using System.Text.Json;
using CoRe.Bot.Channels.DirectLine;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class TokenTests
{
    [Fact]
    public async Task A_page_gets_a_token_whose_user_nobody_can_guess()
    {
        await using var host = await DirectLineHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "/api/chat/token", null, """{"locale":"ar"}""");
        var start = await host.SendAsync(HttpMethod.Post, "/directline/conversations", answer.Text("token"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(1800, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(22, answer.Text("conversationId").Length);
        Assert.Matches("^dl_[A-Za-z0-9_-]{22}$", Claims(answer.Text("token")).GetProperty("user").GetString());
        Assert.Equal(201, start.Status);
        Assert.Equal("ar", host.Conversations.Started[start.Text("conversationId")].Locale);
    }

    [Fact]
    public async Task The_partners_secret_gets_tokens_but_never_reads_a_conversation()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var generated = await host.SendAsync(HttpMethod.Post, "/directline/tokens/generate", DirectLineHost.Secret,
            """{"user":{"id":"dl_0123456789abcdef","name":"Amina"}}""");
        var started = await host.SendAsync(HttpMethod.Post, "/v3/directline/conversations", DirectLineHost.Secret, """{"user":{"id":"a@b.it"}}""");
        var read = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", DirectLineHost.Secret);

        Assert.Equal(200, generated.Status);
        Assert.Equal("dl_0123456789abcdef", Claims(generated.Text("token")).GetProperty("user").GetString());
        Assert.False(Claims(generated.Text("token")).TryGetProperty("name", out _));
        Assert.Equal(201, started.Status);
        Assert.Contains("/v3/directline/", started.Text("streamUrl"), StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.it", host.Conversations.Started[started.Text("conversationId")].User, StringComparison.Ordinal);
        Assert.InRange(read.Status, 401, 403);
    }

    [Fact]
    public async Task Without_a_configured_secret_generating_is_switched_off_and_says_so()
    {
        await using var host = await DirectLineHost.StartAsync(("DirectLine:Secret", null));

        var answer = await host.SendAsync(HttpMethod.Post, "/directline/tokens/generate", "");
        var guess = await host.SendAsync(HttpMethod.Post, "/directline/tokens/generate", "guess");

        Assert.Equal((403, "SecretNotConfigured"), (answer.Status, answer.Code));
        Assert.Equal((403, "SecretNotConfigured"), (guess.Status, guess.Code));
    }

    [Fact]
    public async Task A_token_that_started_a_conversation_gets_the_same_one_again()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var again = await host.SendAsync(HttpMethod.Post, "/directline/conversations", chat.Token);
        host.Conversations.Erase(chat.Id);
        var erased = await host.SendAsync(HttpMethod.Post, "/directline/conversations", chat.Token);

        Assert.Equal((200, chat.Id), (again.Status, again.Text("conversationId")));
        Assert.Equal(404, erased.Status);
    }

    [Fact]
    public async Task Refreshing_keeps_the_conversation_alive_until_the_token_has_expired()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        host.Time.Advance(TimeSpan.FromMinutes(29));
        var refreshed = await host.SendAsync(HttpMethod.Post, "/directline/tokens/refresh", chat.Token);
        host.Time.Advance(TimeSpan.FromMinutes(29));
        var later = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", refreshed.Text("token"));
        var expired = await host.SendAsync(HttpMethod.Post, "/directline/tokens/refresh", chat.Token);

        Assert.Equal((200, chat.Id), (refreshed.Status, refreshed.Text("conversationId")));
        Assert.Equal(200, later.Status);
        Assert.Equal((403, "TokenExpired"), (expired.Status, expired.Code));
    }

    [Fact]
    public async Task No_changed_letter_of_a_token_is_accepted()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var random = new Random(20261123);
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

        for (var i = 0; i < 200; i++)
        {
            // The last places are tried for sure: base64url leaves bits unused there.
            var place = i < 3 ? chat.Token.Length - 1 - i : random.Next(chat.Token.Length);
            var changed = new StringBuilder(chat.Token);
            while (changed[place] == chat.Token[place])
            {
                changed[place] = Letters[random.Next(Letters.Length)];
            }

            var answer = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", changed.ToString());

            Assert.True(answer.Status is 401 or 403, $"place {place}: {answer.Status}");
        }
    }

    [Fact]
    public async Task A_token_opens_only_its_own_conversation_and_a_stream_token_only_the_stream()
    {
        await using var host = await DirectLineHost.StartAsync();
        var mine = await host.BeginAsync();
        var other = await host.BeginAsync();
        var streamToken = mine.StreamUrl[(mine.StreamUrl.IndexOf("&t=", StringComparison.Ordinal) + 3)..];

        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, $"{other.Path}/activities", mine.Token)).Status);
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, other.Path, mine.Token)).Status);
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Post, $"{other.Path}/activities", mine.Token, """{"type":"message","text":"x"}""")).Status);
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, $"{mine.Path}/activities", streamToken)).Status);
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, $"{mine.Path}/activities", mine.Token)).Status);
    }

    [Fact]
    public async Task A_token_cannot_choose_its_own_algorithm()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var parts = chat.Token.Split('.');
        var none = Convert.ToBase64String("""{"alg":"none","typ":"JWT"}"""u8).TrimEnd('=');

        var unsigned = await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", $"{none}.{parts[1]}.");

        Assert.Equal(403, unsigned.Status);
    }

    [Fact]
    public async Task Starts_from_one_address_are_bounded_and_the_wait_is_told()
    {
        await using var host = await DirectLineHost.StartAsync(("Limits:ConversationStartsPerMinute", "3"));

        var answers = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await host.SendAsync(HttpMethod.Post, "/api/chat/token", null, "{}"));
        }

        Assert.Equal([200, 200, 200, 429], answers.Select(a => a.Status));
        Assert.Equal("TooManyRequests", answers[3].Code);
        Assert.InRange(answers[3].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Theory]
    [InlineData("DirectLine:Secret", "short")]
    [InlineData("DirectLine:TokenMinutes", "5")]
    [InlineData("DirectLine:TrustedOrigins:0", "https://partner.example/page")]
    [InlineData("DirectLine:TrustedOrigins:0", "*")]
    [InlineData("Limits:ConversationStartsPerMinute", "0")]
    public async Task Settings_that_would_fail_later_stop_the_start(string name, string value) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => DirectLineHost.StartAsync((name, value)));

    private static JsonElement Claims(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))).RootElement;
    }
}
