using System.Text;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class StatusTests
{
    /// <summary>Method, path ({id} = my conversation, {gone} = an erased one), who asks, status, code.</summary>
    public static TheoryData<string, string, string, int, string> Table => new()
    {
        { "POST", "/directline/tokens/generate", "nobody", 401, "Unauthorized" },
        { "POST", "/directline/tokens/generate", "me", 403, "Forbidden" },
        { "POST", "/directline/tokens/generate", "secret", 200, "" },
        { "POST", "/directline/tokens/refresh", "nobody", 401, "Unauthorized" },
        { "POST", "/directline/tokens/refresh", "basic", 401, "Unauthorized" },
        { "POST", "/directline/tokens/refresh", "nonsense", 401, "Unauthorized" },
        { "POST", "/directline/tokens/refresh", "forged", 403, "Forbidden" },
        { "POST", "/directline/tokens/refresh", "expired", 403, "TokenExpired" },
        { "POST", "/directline/tokens/refresh", "me", 200, "" },
        { "POST", "/directline/conversations", "nobody", 401, "Unauthorized" },
        { "POST", "/directline/conversations", "expired", 403, "TokenExpired" },
        { "POST", "/directline/conversations", "secret", 201, "" },
        { "POST", "/directline/conversations", "me", 200, "" },
        { "GET", "/directline/conversations/{id}", "nobody", 401, "Unauthorized" },
        { "GET", "/directline/conversations/{id}", "foreign", 403, "Forbidden" },
        { "GET", "/directline/conversations/{id}", "me", 200, "" },
        { "GET", "/directline/conversations/{id}?watermark=x", "me", 400, "BadArgument" },
        { "GET", "/directline/conversations/{gone}", "gone", 404, "NotFound" },
        { "GET", "/directline/conversations/{id}/activities", "nobody", 401, "Unauthorized" },
        { "GET", "/directline/conversations/{id}/activities", "foreign", 403, "Forbidden" },
        { "GET", "/directline/conversations/{id}/activities", "expired", 403, "TokenExpired" },
        { "GET", "/directline/conversations/{id}/activities", "me", 200, "" },
        { "GET", "/directline/conversations/{id}/activities?watermark=-1", "me", 400, "BadArgument" },
        { "GET", "/directline/conversations/{gone}/activities", "gone", 404, "NotFound" },
        { "POST", "/directline/conversations/{id}/activities", "nobody", 401, "Unauthorized" },
        { "POST", "/directline/conversations/{id}/activities", "foreign", 403, "Forbidden" },
        { "POST", "/directline/conversations/{id}/activities", "me", 200, "" },
        { "POST", "/directline/conversations/{gone}/activities", "gone", 404, "NotFound" },
        { "POST", "/directline/conversations/{id}/upload", "nobody", 401, "Unauthorized" },
        { "POST", "/directline/conversations/{id}/upload", "me", 415, "UploadsNotTaken" },
        { "GET", "/directline/conversations/{id}/stream", "me", 400, "BadArgument" },
        { "GET", "/directline/session/getsessionid", "nobody", 200, "" },
        { "GET", "/directline/nowhere", "me", 404, "NotFound" },
        { "DELETE", "/directline/conversations/{id}", "me", 404, "NotFound" },
        { "GET", "/v3/directline/conversations/{id}/activities", "me", 200, "" },
        { "GET", "/v3/directline/conversations/{id}/activities", "foreign", 403, "Forbidden" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Each_request_has_its_documented_status_and_a_body_that_says_nothing_of_people(
        string method, string path, string who, int status, string code)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var gone = await host.BeginAsync();
        host.Conversations.Erase(gone.Id);
        if (who == "expired")
        {
            host.Time.Advance(TimeSpan.FromMinutes(31));
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", chat.Id).Replace("{gone}", gone.Id));
        var header = who switch
        {
            "nobody" => null,
            "basic" => "Basic eDp5",
            "nonsense" => "Bearer not-a-token",
            "forged" => $"Bearer {chat.Token[..^4]}AAAA",
            "secret" => $"Bearer {DirectLineHost.Secret}",
            "foreign" => $"Bearer {(await host.BeginAsync()).Token}",
            "gone" => $"Bearer {gone.Token}",
            _ => $"Bearer {chat.Token}",
        };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        if (method == "POST")
        {
            request.Content = new StringContent(path.EndsWith("activities", StringComparison.Ordinal) ? """{"type":"message","text":"parola"}""" : "", Encoding.UTF8, "application/json");
        }

        using var response = await host.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("parola", body, StringComparison.Ordinal);
        if (status >= 400)
        {
            var error = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("error");
            Assert.Equal(code, error.GetProperty("code").GetString());
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
            Assert.DoesNotContain(chat.Id, body, StringComparison.Ordinal);
        }

        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count == 1);
    }

    [Theory]
    [InlineData("https://partner.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://partner.example.evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_configured_partners_may_call_across_origins(string origin, bool allowed)
    {
        await using var host = await DirectLineHost.StartAsync(("DirectLine:TrustedOrigins:0", "https://partner.example"));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/directline/conversations");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");
        using var token = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token");
        token.Headers.Add("Origin", origin);

        using var answer = await host.Http.SendAsync(preflight);
        using var started = await host.Http.SendAsync(token);

        Assert.Equal(allowed ? [origin] : [], answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins : []);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal(allowed ? 200 : 403, (int)started.StatusCode);
    }
}
