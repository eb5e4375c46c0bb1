using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class PostingTests
{
    [Fact]
    public async Task Who_where_and_when_are_the_servers_to_say()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await chat.PostAsync("""
            {"type":"message","id":"mine","text":"ciao","locale":"fr-FR","timestamp":"1999-01-01T00:00:00Z","localTimezone":"Africa/Dakar",
             "localTimestamp":"1999-01-01T00:00:00+03:00","from":{"id":"dl_other","name":"Amina","role":"bot"},"conversation":{"id":"x"},
             "recipient":{"id":"evil"},"channelId":"sms","serviceUrl":"http://evil.example","entities":[{"type":"ClientCapabilities"}],
             "channelData":{"clientActivityID":"k1","secret":"x","postBack":true,"messageBack":{"displayText":"d","more":1}},"unknown":{"a":1},
             "value":{"n":1,"l":["a",null,2.5,true]},"attachments":[{"contentType":"image/png","contentUrl":"data:image/png;base64,AA","name":"amina.png"}]}
            """);

        var taken = host.Conversations.Accepted.Single();
        var activity = taken.Activity;
        Assert.Equal((200, $"{chat.Id}|0000001"), (answer.Status, answer.Text("id")));
        Assert.Equal(("directline", chat.Id, "c.k1"), (taken.Channel, taken.ConversationId, taken.DedupeKey));
        Assert.Equal(host.Conversations.Started[chat.Id].User, activity.From.Id);
        Assert.Equal(("user", (string?)null), (activity.From.Role, activity.From.Name));
        Assert.Equal((chat.Id, "directline", "ciao", "fr-FR"), (activity.Conversation.Id, activity.ChannelId, activity.Text, activity.Locale));
        Assert.Null(activity.LocalTimezone);
        Assert.Null(activity.LocalTimestamp);
        Assert.Null(activity.ServiceUrl);
        Assert.Null(activity.Recipient);
        Assert.Null(activity.Entities);
        Assert.Equal("""{"clientActivityID":"k1","postBack":true,"messageBack":{"displayText":"d"}}""", JsonSerializer.Serialize(activity.ChannelData));
        Assert.Equal("""{"n":1,"l":["a",null,2.5,true]}""", JsonSerializer.Serialize(activity.Value));
        Assert.Equal(("image/png", (string?)null, (string?)null), (activity.Attachments.Single().ContentType, activity.Attachments[0].ContentUrl, activity.Attachments[0].Name));
        Assert.Equal(host.Time.GetUtcNow(), activity.Timestamp);
    }

    [Fact]
    public async Task The_same_client_key_is_stored_once_and_answered_the_same_and_without_a_key_nothing_is_folded()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chat.SayAsync("aiuto", "k1")));
        var keyless = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => chat.SayAsync("aiuto")));

        Assert.All(answers, answer => Assert.Equal((200, $"{chat.Id}|0000001"), (answer.Status, answer.Text("id"))));
        Assert.Equal(3, keyless.Select(answer => answer.Text("id")).Distinct().Count());
        Assert.Equal(4, host.Conversations.Accepted.Count);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("endOfConversation")]
    public async Task What_is_no_talk_is_acknowledged_and_kept_nowhere(string type)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await chat.PostAsync($$"""{"type":"{{type}}"}""");

        Assert.Equal((200, $"{chat.Id}|0000000"), (answer.Status, answer.Text("id")));
        Assert.Empty(host.Conversations.Accepted);
    }

    [Fact]
    public async Task A_message_that_could_not_be_stored_is_never_confirmed()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        host.Conversations.DiskFull = true;
        var failed = await chat.SayAsync("aiuto", "k1");
        host.Conversations.DiskFull = false;
        var again = await chat.SayAsync("aiuto", "k1");

        Assert.Equal((503, "NotStored"), (failed.Status, failed.Code));
        Assert.Equal(200, again.Status);
        Assert.Single(host.Conversations.Accepted);
    }

    public static TheoryData<string, string> BrokenLetters => new()
    {
        { "lone high surrogate", """{"type":"message","text":"a\ud800b"}""" },
        { "lone low surrogate", """{"type":"message","text":"a\udc00b"}""" },
        { "surrogate at the end", """{"type":"message","text":"a\ud83d"}""" },
        { "two high surrogates", """{"type":"message","text":"\ud83d\ud83d\ude00"}""" },
        { "escaped NUL", """{"type":"message","text":"a\u0000b"}""" },
        { "raw NUL and controls", "{\"type\":\"message\",\"text\":\"a\0\u0001\tb\"}" },
        { "byte order mark", "\uFEFF{\"type\":\"message\",\"text\":\"a\"}" },
        { "broken member name", """{"type":"message","text":"a","\ud800":1}""" },
    };

    [Theory]
    [MemberData(nameof(BrokenLetters))]
    public async Task Broken_letters_are_mended_never_refused(string what, string json)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await chat.PostAsync(json);
        var next = await chat.SayAsync("next");

        Assert.True(answer.Status == 200, what);
        Assert.Equal(200, next.Status);
        Assert.True(IsWhole(host.Conversations.Accepted[0].Activity.Text), what);
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("C0AF")]
    [InlineData("EDA080")]
    [InlineData("F09F98")]
    [InlineData("E2")]
    public async Task Broken_bytes_inside_words_are_mended_never_refused(string hex)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        byte[] body = [.. """{"type":"message","text":"aiuto """u8, .. Convert.FromHexString(hex), .. """ qui"}"""u8];

        var answer = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, Content(body, "application/json"));

        var text = host.Conversations.Accepted.Single().Activity.Text;
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("aiuto \uFFFD", text, StringComparison.Ordinal);
        Assert.EndsWith(" qui", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> BadBodies => new()
    {
        { "nothing", "" },
        { "not JSON", "ciao" },
        { "cut off", """{"type":"message","text":"a""" },
        { "trailing text", """{"type":"message"} x""" },
        { "a list", "[]" },
        { "a number", "5" },
        { "null", "null" },
        { "no type", """{"text":"a"}""" },
        { "empty type", """{"type":""}""" },
        { "type is a number", """{"type":5}""" },
        { "text is a number", """{"type":"message","text":5}""" },
        { "text is an object", """{"type":"message","text":{}}""" },
        { "from is a string", """{"type":"message","from":"x"}""" },
        { "attachments is an object", """{"type":"message","attachments":{}}""" },
        { "entities is a string", """{"type":"message","entities":"x"}""" },
        { "timestamp is a number", """{"type":"message","timestamp":5}""" },
        { "historyDisclosed is a string", """{"type":"message","historyDisclosed":"yes"}""" },
        { "client key is a number", """{"type":"message","channelData":{"clientActivityID":5}}""" },
        { "client key too long", "{\"type\":\"message\",\"channelData\":{\"clientActivityID\":\"" + new string('k', 129) + "\"}}" },
        { "member named twice", """{"type":"message","text":"a","text":"b"}""" },
        { "member named twice by escape", """{"type":"message","text":"a","t\u0065xt":"b"}""" },
        { "number without bounds", """{"type":"message","value":1e999}""" },
        { "10,000 nested objects", "{\"type\":\"message\",\"value\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_001) },
        { "17 nested lists", "{\"type\":\"message\",\"value\":" + new string('[', 17) + new string(']', 17) + "}" },
        { "comment", """{"type":"message"/*x*/}""" },
        { "bad escape", """{"type":"message","text":"\x41"}""" },
        { "cut escape", """{"type":"message","text":"\u00""" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_of_another_shape_is_refused_and_never_echoed(string what, string body)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await chat.PostAsync(body);
        var next = await chat.SayAsync("next");

        Assert.True(answer.Status == 400, $"{what}: {answer.Status}");
        Assert.NotEmpty(answer.Code);
        Assert.Equal(200, next.Status);
        Assert.Single(host.Conversations.Accepted);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_with_and_without_a_length()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('a', 1_000_000)}}"}""");

        var declared = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, Content(body, "application/json"));
        var chunked = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, new Chunked(body[..300_000]));
        var large = await chat.PostAsync($$"""{"type":"message","text":"{{new string('a', 200_000)}}"}""");

        Assert.Equal((413, "MessageSizeTooBig"), (declared.Status, declared.Code));
        Assert.Equal((413, "MessageSizeTooBig"), (chunked.Status, chunked.Code));
        Assert.Equal(200, large.Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/json; charset=\"UTF-8\"", 200)]
    [InlineData("application/vnd.microsoft.activity+json", 200)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=klingon", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task Only_JSON_in_UTF_8_is_read(string type, int status)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, Content("""{"type":"message","text":"a"}"""u8.ToArray(), type));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_before_it_is_opened()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var content = Content([0x1f, 0x8b, 8, 0, 0], "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        var answer = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/activities", chat.Token, content);

        Assert.Equal(415, answer.Status);
    }

    [Fact]
    public async Task Uploads_are_refused_and_the_reason_is_given()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var answer = await host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=x", chat.Token, new MultipartFormDataContent { { new StringContent("x"), "file" } });

        Assert.Equal((415, "UploadsNotTaken"), (answer.Status, answer.Code));
    }

    private static bool IsWhole(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar || text.Contains('\uFFFD'))
        && !text.Where((c, i) => char.IsSurrogate(c) && !char.IsSurrogatePair(text, char.IsHighSurrogate(c) ? i : i - 1)).Any();

    private static ByteArrayContent Content(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private sealed class Chunked : HttpContent
    {
        private readonly byte[] _body;

        public Chunked(byte[] body)
        {
            _body = body;
            Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(_body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
