using System.Net;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Wires;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Wires;

/// <summary>What somebody sent and the bot cannot read: opened by who helps, kept nowhere.</summary>
public sealed class SentFileTests
{
    private static readonly byte[] Voice = [.. "OggS"u8, 0, 2, .. new byte[400]];

    [Fact]
    public async Task An_operator_opens_a_voice_note_and_the_trail_says_so()
    {
        await using var bed = await WireBed.StartAsync();
        bed.Files.Kept["v1"] = new WireFile(WireFileState.Fetched, Voice);
        var (address, _) = await SentAsync(bed, "audio/ogg", "v1");
        await bed.Desk.HireAsync("Olga", OperatorRole.Operator);
        using var browser = await bed.Desk.SignedInAsync("olga");

        using var answer = await browser.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Voice, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/ogg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(10 * 1024 * 1024, Assert.Single(bed.Files.Asked));
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(line => line.Action == "file.open"));
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        await using var bed = await WireBed.StartAsync();
        bed.Files.Kept["v1"] = new WireFile(WireFileState.Fetched, Voice);
        var (address, line) = await SentAsync(bed, "audio/ogg", "v1");
        await bed.Desk.HireAsync("Carla", OperatorRole.Coordinator);
        using var stranger = bed.Desk.Browser();
        using var browser = await bed.Desk.SignedInAsync("carla");

        Assert.Equal(HttpStatusCode.Found, (await stranger.Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(address.Replace($"/{line}", $"/{line + 1}", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(address.Replace($"/{line}", "/0", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/desk/cases/{Guid.NewGuid()}/files/{line}")).StatusCode);
        Assert.Empty(bed.Files.Asked);
    }

    [Theory]
    [InlineData(WireFileState.Gone, HttpStatusCode.NotFound)]
    [InlineData(WireFileState.TooLarge, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(WireFileState.Later, HttpStatusCode.BadGateway)]
    public async Task What_cannot_be_had_is_said_plainly(WireFileState state, HttpStatusCode status)
    {
        await using var bed = await WireBed.StartAsync();
        bed.Files.Kept["v1"] = WireFile.Of(state);
        var (address, _) = await SentAsync(bed, "image/*", "v1");
        await bed.Desk.HireAsync("Olga", OperatorRole.Operator);
        using var browser = await bed.Desk.SignedInAsync("olga");

        Assert.Equal(status, (await browser.Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_file_without_a_key_and_one_from_the_web_chat_are_not_asked_for()
    {
        await using var bed = await WireBed.StartAsync();
        await SentAsync(bed, "audio/ogg", null);
        var files = bed.Desk.Get<SentFiles>();
        var line = (await bed.LinesAsync(await bed.TalkAsync())).First(l => l.Speaker == Speaker.Person && l.Activity.Attachments is { Count: > 0 });
        var said = line.Activity;
        Assert.False(files.Has(said));

        said.Attachments[0].ContentUrl = SentFiles.Reference("v1");
        Assert.True(files.Has(said));
        said.ChannelId = "directline";
        Assert.False(files.Has(said));
    }

    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("4F676753000200", "audio/ogg")]
    [InlineData("494433030000", "audio/mpeg")]
    [InlineData("0000001C667479704D344120", "audio/mp4")]
    [InlineData("000000186674797069736F6D", "video/mp4")]
    [InlineData("1A45DFA3010000", "video/webm")]
    [InlineData("3C73766720786D6C6E73", FileKind.Unknown)]
    [InlineData("3C21444F435459504520", FileKind.Unknown)]
    [InlineData("255044462D312E37", FileKind.Unknown)]
    [InlineData("504B030414000000", FileKind.Unknown)]
    [InlineData("4D5A90000300", FileKind.Unknown)]
    [InlineData("20FFD8FFE0001", FileKind.Unknown)]
    [InlineData("", FileKind.Unknown)]
    public void A_file_is_what_its_first_bytes_say(string hex, string kind) => Assert.Equal(kind, FileKind.Of(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0")));

    [Fact]
    public async Task What_a_file_says_of_itself_makes_it_no_page()
    {
        await using var bed = await WireBed.StartAsync();
        bed.Files.Kept["v1"] = new WireFile(WireFileState.Fetched, [.. "<html><script>alert(1)</script>"u8]);
        var (address, _) = await SentAsync(bed, "image/*", "v1");
        await bed.Desk.HireAsync("Olga", OperatorRole.Operator);
        using var browser = await bed.Desk.SignedInAsync("olga");

        using var answer = await browser.Http.GetAsync(address);

        Assert.Equal(("application/octet-stream", "attachment", "nosniff"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.GetValues("X-Content-Type-Options").Single()));
    }

    [Fact]
    public async Task A_message_that_failed_after_it_was_taken_is_told_to_the_desk()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        await bed.SettledAsync();

        await bed.Inbox.UndeliveredAsync("fake", "77", CancellationToken.None);
        await bed.Inbox.UndeliveredAsync("fake", "nobody", CancellationToken.None);

        Assert.Equal("core.wire.refused", Assert.Single(await bed.DeskLinesAsync(await bed.TalkAsync())).Activity.Name);
    }

    /// <summary>A talk with a case in which the person sent a file; where the desk asks for it, and its line.</summary>
    private static async Task<(string Address, long Line)> SentAsync(WireBed bed, string contentType, string? key)
    {
        await bed.SayAsync("ciao");
        await bed.Inbox.AcceptAsync(new WireEvent("fake", "77", "file-1", "it", null, Media: contentType, MediaKey: key), CancellationToken.None);
        await bed.SettledAsync();
        var talk = await bed.TalkAsync();
        var id = CaseId.New(bed.Desk.Time);
        await bed.Desk.CommitAsync(new OpenCase(id, talk, Severity.High, RiskCategory.PhysicalAbuse, ["Parla di botte."], new LocaleTag("it"), "fake", CaseOrigin.Found));
        var line = (await bed.LinesAsync(talk)).First(l => l.Speaker == Speaker.Person && l.Activity.Attachments is { Count: > 0 });
        return ($"/desk/cases/{id}/files/{line.Number}", line.Number);
    }
}
