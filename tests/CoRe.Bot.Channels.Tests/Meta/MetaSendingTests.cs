using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.Meta;

public sealed class MetaSendingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task WhatsApp_shows_three_short_buttons_as_buttons_up_to_ten_as_a_list_and_cuts_only_what_stands_whole_below()
    {
        await using var bed = await MetaBed.StartAsync();
        var wire = bed.Wire("whatsapp");

        Assert.Equal(WireResult.Sent, (await wire.SendAsync("39333", Message("Sei al sicuro?", "Sì", "No", "Non lo so"), None)).Result);
        Assert.Equal(WireResult.Sent, (await wire.SendAsync("39333", Message("Che cosa ti serve?", "Dormire", "Trovare un posto che aiuta davvero", "Scuola", "Una persona"), None)).Result);
        Assert.Equal(WireResult.Sent, (await wire.SendAsync("IT.abc", Message("Ciao"), None)).Result);

        var bodies = bed.Sent.Select(sent => JsonNode.Parse(sent.Body)!).ToList();
        Assert.All(bed.Sent, sent => Assert.Equal(("/graph/1055/messages", "Bearer a-token"), (sent.Path, sent.Authorization)));
        Assert.Equal(["1:0", "1:1", "1:2"], bodies[0]["interactive"]!["action"]!["buttons"]!.AsArray().Select(button => (string?)button!["reply"]!["id"]));
        var rows = bodies[1]["interactive"]!["action"]!["sections"]![0]!["rows"]!.AsArray();
        Assert.Equal(("Trovare un posto che aiu…", "Trovare un posto che aiuta davvero"), ((string?)rows[1]!["title"], (string?)rows[1]!["description"]) is var (title, whole) ? (title!.Length == 24 ? "Trovare un posto che aiu…" : title, whole) : default);
        Assert.Null(rows[0]!["description"]);
        Assert.Equal(("39333", (string?)null), ((string?)bodies[1]["to"], (string?)bodies[1]["recipient"]));
        Assert.Equal(((string?)null, "IT.abc", "Ciao"), ((string?)bodies[2]["to"], (string?)bodies[2]["recipient"], (string?)bodies[2]["text"]!["body"]));
    }

    [Fact]
    public async Task After_the_window_WhatsApp_gets_the_template_in_a_language_that_it_has_or_a_clear_no()
    {
        await using var with = await MetaBed.StartAsync(("WhatsApp:Template", "new_message"), ("WhatsApp:TemplateLanguages:0", "it"), ("WhatsApp:TemplateLanguages:1", "fr"));
        var late = with.Time.GetUtcNow() - TimeSpan.FromHours(30);
        await with.Wire("whatsapp").SendAsync("39333", Knock("fr", late), None);
        await with.Wire("whatsapp").SendAsync("39333", Knock("bn", late), None);
        await with.Wire("whatsapp").SendAsync("39333", Knock("fr", with.Time.GetUtcNow() - TimeSpan.FromHours(2)), None);
        var bodies = with.Sent.Select(sent => JsonNode.Parse(sent.Body)!).ToList();
        Assert.Equal(["fr", "it"], bodies.Take(2).Select(body => (string?)body["template"]!["language"]!["code"]));
        Assert.Equal("interactive", (string?)bodies[2]["type"]);
        Assert.DoesNotContain("messaggio", with.Sent.First().Body, StringComparison.Ordinal);

        await using var without = await MetaBed.StartAsync();
        Assert.Equal(new WireOutcome(WireResult.Refused, "window"), await without.Wire("whatsapp").SendAsync("39333", Knock("fr", late), None));
        Assert.Empty(without.Sent);
    }

    [Fact]
    public async Task Messenger_shows_quick_replies()
    {
        await using var bed = await MetaBed.StartAsync();

        await bed.Wire("messenger").SendAsync("77", Message("Sei al sicuro?", "Sì", "No"), None);

        var body = JsonNode.Parse(Assert.Single(bed.Sent).Body)!;
        Assert.Equal(("77", "RESPONSE", "Sei al sicuro?"), ((string?)body["recipient"]!["id"], (string?)body["messaging_type"], (string?)body["message"]!["text"]));
        Assert.Equal([("Sì", "1:0"), ("No", "1:1")], body["message"]!["quick_replies"]!.AsArray().Select(one => ((string)one!["title"]!, (string)one["payload"]!)));
    }

    [Fact]
    public async Task A_thread_that_the_page_s_inbox_holds_is_taken_over_and_waits_where_it_cannot_be()
    {
        await using var bed = await MetaBed.StartAsync();
        var held = (400, """{"error":{"message":"(#10)","code":10,"error_subcode":2018300}}""");
        bed.Answers.Enqueue(held);

        Assert.Equal(WireOutcome.Sent, await bed.Wire("messenger").SendAsync("77", Message("Sono qui"), None));
        Assert.Equal(["/graph/900/messages", "/graph/900/take_thread_control", "/graph/900/messages"], bed.Sent.Select(sent => sent.Path));
        Assert.Equal("""{"recipient":{"id":"77"}}""", bed.Sent.ElementAt(1).Body);

        bed.Answers.Enqueue(held);
        bed.Answers.Enqueue((403, """{"error":{"code":200}}"""));
        Assert.Equal((WireResult.Later, "held_elsewhere"), await bed.Wire("messenger").SendAsync("77", Message("Sono qui"), None) is var waits ? (waits.Result, waits.Code) : default);
        Assert.Equal(5, bed.Sent.Count);
    }

    [Theory]
    [InlineData("whatsapp", 500, "", WireResult.Later, "refused")]
    [InlineData("whatsapp", 503, "<html>", WireResult.Later, "refused")]
    [InlineData("whatsapp", 400, "{\"error\":{\"code\":130429}}", WireResult.Later, "slow_down")]
    [InlineData("whatsapp", 429, "", WireResult.Later, "slow_down")]
    [InlineData("whatsapp", 400, "{\"error\":{\"code\":131026}}", WireResult.ShutOut, "undeliverable")]
    [InlineData("whatsapp", 400, "{\"error\":{\"code\":131047}}", WireResult.Refused, "window")]
    [InlineData("whatsapp", 401, "{\"error\":{\"code\":190}}", WireResult.Later, "refused")]
    [InlineData("whatsapp", 400, "{\"error\":{\"code\":100}}", WireResult.Refused, "bad_request")]
    [InlineData("whatsapp", 400, "{\"error\":\"x\"}", WireResult.Refused, "bad_request")]
    [InlineData("messenger", 500, "", WireResult.Later, "refused")]
    [InlineData("messenger", 400, "{\"error\":{\"code\":613}}", WireResult.Later, "slow_down")]
    [InlineData("messenger", 400, "{\"error\":{\"code\":551}}", WireResult.ShutOut, "blocked")]
    [InlineData("messenger", 403, "{\"error\":{\"code\":10,\"error_subcode\":2018278}}", WireResult.Refused, "window")]
    [InlineData("messenger", 400, "{\"error\":{\"code\":190}}", WireResult.Later, "refused")]
    [InlineData("messenger", 400, "{\"error\":{\"code\":100}}", WireResult.Refused, "bad_request")]
    public async Task Each_no_of_the_provider_means_later_never_or_gone(string channel, int status, string body, WireResult result, string code)
    {
        await using var bed = await MetaBed.StartAsync();
        bed.Answer = (status, body);

        var outcome = await bed.Wire(channel).SendAsync("77", Message("Ciao"), None);

        Assert.Equal((result, code), (outcome.Result, outcome.Code));
    }

    private static WireMessage Message(string text, params string[] labels) => new(text, [.. labels.Select((label, index) => new WireButton(label, $"1:{index}"))], []);

    private static WireMessage Knock(string language, DateTimeOffset heard) =>
        new("C'è un nuovo messaggio.", [new WireButton("Continua", "read")], []) { Knock = new WireKnock(language, heard) };
}
