using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Desk;
using CoRe.Bot.Dispatch.Push;
using CoRe.Bot.Escalation.Pushing;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Escalation;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Peers;

/// <summary>Notifications while the desk's window is closed.</summary>
public sealed class PushTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void A_message_is_encrypted_as_the_example_of_the_standard()
    {
        // RFC 8291, section 5 and appendix A.
        var browser = new PushBrowser(new Uri("https://push.example.net/"), Raw("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), Raw("BTBZMqHH6r4Tts7J_aSIgg"));
        using var own = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Raw("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") });

        var message = PushEncryption.Encrypt(browser, "When I grow up, I want to be a watermelon"u8, own, Raw("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://web.push.apple.com/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("http://fcm.googleapis.com/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/abc", false)]
    [InlineData("https://me@fcm.googleapis.com/abc", false)]
    [InlineData("https://evilfcm.googleapis.com.example.org/abc", false)]
    [InlineData("https://push.apple.com.example.org/abc", false)]
    [InlineData("http://127.0.0.1:6379/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_the_services_of_the_makers_of_browsers_are_ever_called(string address, bool allowed) => Assert.Equal(allowed, new PushOptions().Allows(new Uri(address)));

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"AAAA","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""")]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"BBBxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""")]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZ"}}""")]
    [InlineData("""{"endpoint":"http://127.0.0.1/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""")]
    public async Task What_is_no_subscription_is_refused_and_changes_nothing(string body)
    {
        await using var bed = await LadderBed.StartAsync();
        await bed.HireAsync("Amina", OperatorRole.Operator, "it");
        using var browser = await bed.Desk.SignedInAsync("Amina");
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(browser.Http, HttpMethod.Post, body));
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Empty(await db.PushBrowsers.ToListAsync());
    }

    [NpmFact("web-push-testing")]
    public async Task A_case_reaches_each_browser_of_those_on_shift_and_one_that_is_gone_is_forgotten()
    {
        await using var bed = await LadderBed.StartAsync(("Push:Hosts:0", "localhost"));
        await using var service = await PushPeer.StartAsync(bed.Desk.Time.GetUtcNow());
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator, "it fr");
        using var http = await bed.Desk.SignedInAsync("Amina");
        var key = (string)System.Text.Json.Nodes.JsonNode.Parse(await http.Http.GetStringAsync("/api/desk/push"))!["key"]!;
        var (phone, laptop, old) = (await service.SubscribeAsync(key), await service.SubscribeAsync(key), await service.SubscribeAsync(key));
        foreach (var one in new[] { phone, laptop, old })
        {
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http.Http, HttpMethod.Post, one.Json));
        }

        await service.ExpireAsync(old.Browser);
        var (talk, id) = await bed.Desk.CaseAsync(Severity.Emergency);
        await bed.WaitAsync(0, amina);

        foreach (var one in new[] { phone, laptop })
        {
            var said = Assert.Single(await service.ReadAsync(one.Browser));
            Assert.Equal(("Caso in attesa, emergenza", $"/desk/case/{id}"), ((string?)said["title"], (string?)said["open"]));
            Assert.DoesNotContain(talk.Value, said.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Contains("0 Push Amina", await bed.StepsAsync());
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Equal(2, await db.PushBrowsers.CountAsync());

        // After a restart the browsers are still bound to the same key; one that was switched off hears no more.
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http.Http, HttpMethod.Delete, laptop.Json));
        await bed.RestartAsync();
        Assert.Equal(key, Base64Url.EncodeToString(bed.Desk.Get<PushBrowsers>().PublicKey()));
        await bed.WaitAsync(45, amina);
        Assert.Equal(2, (await service.ReadAsync(phone.Browser)).Count);
        Assert.Single(await service.ReadAsync(laptop.Browser));
    }

    [NpmFact("web-push-testing")]
    public async Task A_browser_belongs_to_who_used_it_last_and_nobody_else_can_take_it_off()
    {
        await using var bed = await LadderBed.StartAsync(("Push:Hosts:0", "localhost"));
        await using var service = await PushPeer.StartAsync(bed.Desk.Time.GetUtcNow());
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator, "it"), await bed.HireAsync("Bruno", OperatorRole.Operator, "it"));
        using var first = await bed.Desk.SignedInAsync("Amina");
        using var second = await bed.Desk.SignedInAsync("Bruno");
        var shared = await service.SubscribeAsync(Base64Url.EncodeToString(bed.Desk.Get<PushBrowsers>().PublicKey()));
        await SendAsync(first.Http, HttpMethod.Post, shared.Json);
        await SendAsync(second.Http, HttpMethod.Post, shared.Json);
        await SendAsync(first.Http, HttpMethod.Delete, shared.Json);

        Assert.Empty(await bed.Desk.Get<PushBrowsers>().OfAsync(amina.Id.Value, None));
        Assert.Single(await bed.Desk.Get<PushBrowsers>().OfAsync(bruno.Id.Value, None));
        Assert.DoesNotContain("notify", bed.Desk.Log.All, StringComparison.Ordinal);
    }

    private static byte[] Raw(string text) => Base64Url.DecodeFromChars(text);

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, HttpMethod method, string body)
    {
        using var request = new HttpRequestMessage(method, "/api/desk/push") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Core-Desk", "1");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
