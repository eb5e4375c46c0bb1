using System.Net;
using System.Text;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.Meta;

/// <summary>The doors of WhatsApp and Messenger: only what Meta signed comes in.</summary>
public sealed class MetaDoorTests
{
    private static readonly Dictionary<string, string> Posts = new(StringComparer.Ordinal)
    {
        ["whatsapp"] = $$$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"39","phone_number_id":"1055"},"messages":[{"from":"393330000000","id":"wamid.1","timestamp":"{{{{MetaBed.Now}}}}","type":"text","text":{"body":"aiuto 😀 è"}}]}}]}]}""",
        ["messenger"] = $$$$"""{"object":"page","entry":[{"id":"900","time":1,"messaging":[{"sender":{"id":"77"},"recipient":{"id":"900"},"timestamp":{{{{MetaBed.Now}}}}000,"message":{"mid":"m_1","text":"aiuto 😀 è"}}]}]}""",
    };

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    public async Task What_Meta_signed_is_stored_before_the_answer_and_comes_again_when_it_could_not_be(string channel)
    {
        await using var bed = await MetaBed.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await bed.SignedAsync(channel, Posts[channel]));
        Assert.Equal(("aiuto 😀 è", channel), Assert.Single(bed.Inbox.Heard) is var said ? (said.Text, said.Channel) : default);

        bed.Inbox.Broken = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await bed.SignedAsync(channel, Posts[channel]));
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    public async Task Of_300_forged_posts_none_is_taken(string channel)
    {
        await using var bed = await MetaBed.StartAsync();
        var random = new Random(5);
        var body = Encoding.UTF8.GetBytes(Posts[channel]);
        var right = HubSignature.Of(MetaBed.Secret, body);
        for (var i = 0; i < 300; i++)
        {
            string?[] forged = (i % 7) switch
            {
                0 => [null],
                1 => [right[..random.Next(right.Length)]],
                2 => [HubSignature.Of(MetaBed.Secret + i, body)],
                3 => ["sha1=" + right[7..]],
                4 => [right, right],
                5 => [new string([.. right.Select((letter, place) => place == 7 + (i % 64) ? letter == '0' ? '1' : '0' : letter)])],
                _ => [right + "0"],
            };
            Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(channel, Posts[channel], forged));
            // A letter of the body changed, signed for the old one.
            var at = random.Next(Posts[channel].Length);
            var altered = Posts[channel].Remove(at, 1).Insert(at, "#");
            Assert.True(altered == Posts[channel] || await bed.PostAsync(channel, altered, right) == HttpStatusCode.Unauthorized);
        }

        Assert.Empty(bed.Inbox.Heard);
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    public async Task A_post_of_long_ago_and_one_for_another_number_change_nothing(string channel)
    {
        await using var bed = await MetaBed.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await bed.SignedAsync(channel, Posts[channel].Replace("1055", "1056", StringComparison.Ordinal).Replace("\"900\",\"time\"", "\"901\",\"time\"", StringComparison.Ordinal)));
        bed.Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(HttpStatusCode.OK, await bed.SignedAsync(channel, Posts[channel]));
        Assert.Empty(bed.Inbox.Heard);
    }

    [Theory]
    [InlineData("whatsapp", "WhatsApp")]
    [InlineData("messenger", "Messenger")]
    public async Task Without_its_secrets_the_door_is_shut_also_to_an_empty_secret(string channel, string section)
    {
        await using var bed = await MetaBed.StartAsync(($"{section}:Token", ""), ($"{section}:AppSecret", ""), ($"{section}:VerifyToken", ""));

        Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(channel, Posts[channel], HubSignature.Of("", Encoding.UTF8.GetBytes(Posts[channel]))));
        Assert.Equal(HttpStatusCode.Forbidden, (await bed.Http.GetAsync($"/api/{channel}?hub.mode=subscribe&hub.verify_token=&hub.challenge=1")).StatusCode);
        Assert.Empty(bed.Inbox.Heard);
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    public async Task The_handshake_gives_the_challenge_back_to_who_knows_the_token_only(string channel)
    {
        await using var bed = await MetaBed.StartAsync();

        Assert.Equal("1158201444", await bed.Http.GetStringAsync($"/api/{channel}?hub.mode=subscribe&hub.verify_token={MetaBed.VerifyToken}&hub.challenge=1158201444"));
        foreach (var query in new[]
                 {
                     "", "?hub.mode=subscribe", $"?hub.mode=unsubscribe&hub.verify_token={MetaBed.VerifyToken}&hub.challenge=1", "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
                     $"?hub.mode=subscribe&hub.verify_token={MetaBed.VerifyToken}", $"?hub.mode=subscribe&hub.verify_token={MetaBed.VerifyToken}&hub.challenge=%3Cscript%3E",
                     $"?hub.mode=subscribe&hub.verify_token={MetaBed.VerifyToken}&hub.verify_token=x&hub.challenge=1",
                 })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bed.Http.GetAsync($"/api/{channel}{query}")).StatusCode);
        }
    }

    [Theory]
    [InlineData("whatsapp", "", HttpStatusCode.BadRequest)]
    [InlineData("messenger", "{", HttpStatusCode.BadRequest)]
    [InlineData("whatsapp", "[]", HttpStatusCode.OK)]
    [InlineData("messenger", "{\"entry\":7}", HttpStatusCode.OK)]
    public async Task Nonsense_changes_nothing(string channel, string body, HttpStatusCode status)
    {
        await using var bed = await MetaBed.StartAsync();

        Assert.Equal(status, await bed.SignedAsync(channel, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await bed.SignedAsync(channel, new string(' ', 1_100_000)));
        Assert.Empty(bed.Inbox.Heard);
    }
}
