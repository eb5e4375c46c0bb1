using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace CoRe.Bot.Channels.Tests.BotService;

public sealed class BotServiceDoorTests
{
    [Fact]
    public async Task A_post_of_the_service_is_stored_before_the_answer()
    {
        await using var bed = await BotServiceBed.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await bed.PostAsync(bed.Message("أحتاج مساعدة")));
        Assert.Equal("أحتاج مساعدة", Assert.Single(bed.Inbox.Heard).Text);
        bed.Inbox.Broken = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await bed.PostAsync(bed.Message()));
    }

    [Fact]
    public async Task A_token_may_be_four_minutes_late_and_a_new_key_is_fetched()
    {
        await using var bed = await BotServiceBed.StartAsync();
        var body = bed.Message().ToJsonString();

        Assert.Equal(HttpStatusCode.OK, await bed.PostAsync(body, "Bearer " + bed.Token(from: TimeSpan.FromHours(-2), until: TimeSpan.FromMinutes(-4))));
        bed.NewKeyIsPublished = true;
        Assert.Equal(HttpStatusCode.OK, await bed.PostAsync(body, "Bearer " + bed.Token(bed.NewKey)));
    }

    [Fact]
    public async Task Without_the_service_s_keys_the_post_is_to_come_again()
    {
        await using var bed = await BotServiceBed.StartAsync();
        bed.KeysAreGone = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await bed.PostAsync(bed.Message()));
        Assert.Empty(bed.Inbox.Heard);
        bed.KeysAreGone = false;
        Assert.Equal(HttpStatusCode.OK, await bed.PostAsync(bed.Message()));
    }

    [Fact]
    public async Task Of_260_forged_posts_none_is_taken()
    {
        await using var bed = await BotServiceBed.StartAsync();
        var random = new Random(7);
        var body = bed.Message().ToJsonString();
        var strangers = Enumerable.Range(0, 4).Select(_ => new RsaSecurityKey(RSA.Create(2048)) { KeyId = "service-1" }).ToArray();
        for (var i = 0; i < 260; i++)
        {
            string[] headers = (i % 20) switch
            {
                0 => [],
                1 => ["Bearer " + Unsigned(bed.Token(), "none")],
                2 => ["Bearer " + Unsigned(bed.Token(), i % 3 == 0 ? "None" : "nOnE")],
                3 => ["Bearer " + bed.Token(strangers[i % 4])],
                4 => ["Bearer " + bed.Token(new RsaSecurityKey(strangers[i % 4].Rsa) { KeyId = "other-" + i })],
                5 => ["Bearer " + bed.Token(issuer: i % 40 < 20 ? "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/" : "https://api.botframework.com.example.org")],
                6 => ["Bearer " + bed.Token(audience: i % 40 < 20 ? Guid.NewGuid().ToString() : "")],
                7 => ["Bearer " + bed.Token(from: TimeSpan.FromDays(-1), until: TimeSpan.FromMinutes(-6 - i))],
                8 => ["Bearer " + bed.Token(from: TimeSpan.FromMinutes(6 + i), until: TimeSpan.FromDays(1))],
                9 => ["Bearer " + bed.Token(until: TimeSpan.MaxValue)],
                10 => ["Bearer " + bed.Token(serviceUrl: "https://smba.example.org/emea/")],
                11 => ["Bearer " + bed.Token(serviceUrl: null)],
                12 => ["Bearer " + Shared(bed, i)],
                13 => ["Bearer " + Changed(bed.Token(), 1, random)],
                14 => ["Bearer " + Changed(bed.Token(), 2, random)],
                15 => ["Basic " + bed.Token()],
                16 => ["Bearer " + bed.Token(), "Bearer " + bed.Token()],
                17 => ["Bearer " + bed.Token()[..random.Next(1, 200)]],
                18 => ["Bearer"],
                _ => ["Bearer " + bed.Token(algorithm: i % 40 < 20 ? SecurityAlgorithms.RsaSha512 : SecurityAlgorithms.RsaSsaPssSha256)],
            };
            Assert.True(await bed.PostAsync(body, headers) == HttpStatusCode.Unauthorized, $"forgery {i % 20} was not refused");
        }

        Assert.Empty(bed.Inbox.Heard);
    }

    [Fact]
    public async Task A_good_token_does_not_speak_for_another_address_or_channel()
    {
        await using var bed = await BotServiceBed.StartAsync();
        var elsewhere = bed.Message();
        elsewhere["serviceUrl"] = "https://evil.example.org/";
        var slack = bed.Message(channel: "slack");
        var open = bed.Message();
        open["serviceUrl"] = "http://emea.example.org/";

        Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(elsewhere));
        Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(slack));
        Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(open.ToJsonString(), "Bearer " + bed.Token(serviceUrl: "http://emea.example.org/")));
        Assert.Empty(bed.Inbox.Heard);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"type\":\"message\"}", HttpStatusCode.BadRequest)]
    public async Task What_is_no_activity_is_refused_clearly(string body, HttpStatusCode expected)
    {
        await using var bed = await BotServiceBed.StartAsync();

        Assert.Equal(expected, await bed.PostAsync(body, "Bearer " + bed.Token()));
        Assert.Empty(bed.Inbox.Heard);
    }

    [Fact]
    public async Task A_body_too_large_is_refused_and_a_wire_without_its_settings_lets_nobody_in()
    {
        await using var bed = await BotServiceBed.StartAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await bed.PostAsync(new string(' ', 1024 * 1024 + 1), "Bearer " + bed.Token()));

        await using var off = await BotServiceBed.StartAsync(("BotService:AppId", ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await off.PostAsync(off.Message().ToJsonString(), "Bearer " + off.Token(audience: "")));
        Assert.Empty(off.Inbox.Heard);
    }

    private static string Unsigned(string token, string algorithm)
    {
        var header = Base64UrlEncoder.Encode($"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\",\"kid\":\"service-1\"}}");
        return $"{header}.{token.Split('.')[1]}.";
    }

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    private static string Shared(BotServiceBed bed, int i)
    {
        var secret = i % 40 < 20 ? bed.Key.Rsa.ExportRSAPublicKey() : Encoding.UTF8.GetBytes(bed.Key.Rsa.ExportSubjectPublicKeyInfoPem());
        return bed.Token(new SymmetricSecurityKey(secret) { KeyId = "service-1" }, algorithm: SecurityAlgorithms.HmacSha256);
    }

    private static string Changed(string token, int part, Random random)
    {
        var parts = token.Split('.');
        var place = random.Next(0, parts[part].Length - 2);
        parts[part] = string.Concat(parts[part].AsSpan(0, place), parts[part][place] == 'A' ? "B" : "A", parts[part].AsSpan(place + 1));
        return string.Join('.', parts);
    }
}
