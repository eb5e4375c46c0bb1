using System.Collections.Concurrent;
using System.Net;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Sms;
using CoRe.Bot.Channels.Tests.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Channels.Tests.Sms;

public sealed class SmsTests
{
    private const string Address = "https://bot.example.org/api/sms";
    private const string Token = "12345";

    private static readonly Dictionary<string, string> Sent = new(StringComparer.Ordinal)
    {
        ["MessageSid"] = "SM1", ["From"] = "+393330000000", ["To"] = "+39061234567", ["Body"] = " aiuto 😀 è ", ["NumMedia"] = "0",
    };

    /// <summary>The example of the provider's documentation, so that not only our own signing says that ours is right.</summary>
    [Fact]
    public void The_signature_is_that_of_the_provider_s_documentation()
    {
        var form = Form(new Dictionary<string, string> { ["CallSid"] = "CA1234567890ABCDE", ["Caller"] = "+14158675309", ["Digits"] = "1234", ["From"] = "+14158675309", ["To"] = "+18005551212" });

        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TwilioSms.Sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form));
    }

    [Fact]
    public async Task A_signed_message_is_stored_as_it_came_before_the_answer()
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await bed.PostAsync(Sent));
        Assert.Equal(new WireEvent("sms", "+393330000000", "SM1", null, " aiuto 😀 è "), Assert.Single(bed.Inbox.Heard));
        bed.Inbox.Broken = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await bed.PostAsync(Sent));
    }

    [Fact]
    public async Task The_port_may_be_named_or_not()
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await bed.PostAsync(Sent, TwilioSms.Sign(Token, "https://bot.example.org:443/api/sms", Form(Sent))));
    }

    [Fact]
    public async Task Of_250_forged_posts_none_is_taken()
    {
        await using var bed = await Bed.StartAsync();
        var random = new Random(9);
        var right = TwilioSms.Sign(Token, Address, Form(Sent));
        for (var i = 0; i < 250; i++)
        {
            var forged = (i % 6) switch
            {
                0 => "",
                1 => right[..random.Next(1, right.Length)],
                2 => TwilioSms.Sign(Token + i, Address, Form(Sent)),
                3 => TwilioSms.Sign(Token, "https://elsewhere.example.org/api/sms", Form(Sent)),
                4 => new string([.. right.Select((letter, place) => place == i % 27 ? letter == 'A' ? 'B' : 'A' : letter)]),
                _ => TwilioSms.Sign(Token, Address, Form(new Dictionary<string, string>(Sent) { ["Body"] = "x" + i })),
            };
            Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(Sent, forged));
        }

        Assert.Empty(bed.Inbox.Heard);
        await using var off = await Bed.StartAsync(("Sms:Token", ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await off.PostAsync(Sent, TwilioSms.Sign("", Address, Form(Sent))));
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData(" stop ")]
    [InlineData("Arrêt")]
    public async Task Stop_is_heard_like_any_word_and_ends_all_messages(string word)
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await bed.PostAsync(new Dictionary<string, string>(Sent) { ["Body"] = word }));
        Assert.Equal(word, Assert.Single(bed.Inbox.Heard).Text);
        Assert.Equal("+393330000000", Assert.Single(bed.Inbox.ShutOut));
    }

    [Fact]
    public async Task Pictures_arrive_as_what_they_are_and_what_nobody_sent_is_nothing()
    {
        await using var bed = await Bed.StartAsync();

        await bed.PostAsync(new Dictionary<string, string>(Sent) { ["Body"] = "", ["NumMedia"] = "1", ["MediaContentType0"] = "image/jpeg" });
        await bed.PostAsync(new Dictionary<string, string>(Sent) { ["From"] = "INFO" });
        await bed.PostAsync(new Dictionary<string, string>(Sent) { ["Body"] = "" });

        Assert.Equal((null, "image/jpeg"), Assert.Single(bed.Inbox.Heard) is var said ? (said.Text, said.Media) : default);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Chiama il 112: è gratis.", 1)]
    [InlineData("Chiama il 112 o il 114, è gratis €", 1)]
    [InlineData("L’operatore", 1)]
    [InlineData("اتصل", 1)]
    public void Segments_of_short_texts(string text, int segments) => Assert.Equal(segments, SmsText.Segments(text));

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('ş', 70, 1)]
    [InlineData('ş', 71, 2)]
    [InlineData('ş', 134, 2)]
    [InlineData('ş', 135, 3)]
    public void Segments_of_the_standard(char letter, int count, int segments) => Assert.Equal(segments, SmsText.Segments(new string(letter, count)));

    [Fact]
    public void Signs_of_print_become_plain_only_where_that_saves_and_letters_never_change()
    {
        var italian = new string('a', 100) + " l’operatore «Amina»…";
        Assert.Equal(new string('a', 100) + " l'operatore \"Amina\"...", SmsText.Slim(italian));
        var albanian = new string('a', 100) + " është “mirë”";
        Assert.Equal(albanian, SmsText.Slim(albanian));
    }

    [Theory]
    [InlineData(201, "", WireResult.Sent, "")]
    [InlineData(400, "{\"code\":21610}", WireResult.ShutOut, "opted_out")]
    [InlineData(400, "{\"code\":21211}", WireResult.ShutOut, "number_refused")]
    [InlineData(400, "{\"code\":21617}", WireResult.Refused, "bad_request")]
    [InlineData(429, "{\"code\":20429}", WireResult.Later, "slow_down")]
    [InlineData(401, "{\"code\":20003}", WireResult.Later, "refused")]
    [InlineData(500, "<html>", WireResult.Later, "refused")]
    public async Task Each_answer_of_the_provider_means_sent_later_never_or_gone(int status, string body, WireResult result, string code)
    {
        await using var bed = await Bed.StartAsync();
        bed.Answer = (status, body);

        var outcome = await bed.Wire.SendAsync("+393330000000", new WireMessage("È l’ora", [], []), CancellationToken.None);

        Assert.Equal((result, code), (outcome.Result, outcome.Code));
        Assert.Contains("To=%2B393330000000&From=%2B39061234567", Assert.Single(bed.Asked), StringComparison.Ordinal);
    }

    private static FormCollection Form(Dictionary<string, string> fields) => new(fields.ToDictionary(field => field.Key, field => new Microsoft.Extensions.Primitives.StringValues(field.Value)));

    private sealed class Bed(WebApplication app) : IAsyncDisposable
    {
        public FakeWireInbox Inbox => (FakeWireInbox)app.Services.GetRequiredService<IWireInbox>();

        public IWire Wire => app.Services.GetRequiredService<IWire>();

        public (int Status, string Body) Answer { get; set; } = (201, "");

        public ConcurrentQueue<string> Asked { get; } = new();

        public static async Task<Bed> StartAsync(params (string Name, string? Value)[] settings)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            ((IConfigurationBuilder)builder.Configuration).AddInMemoryCollection(
            [
                new("Sms:AccountSid", "AC1"), new("Sms:Token", Token), new("Sms:From", "+39061234567"), new("Sms:Webhook", Address),
            ]).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
            builder.Services.AddSingleton<IWireInbox, FakeWireInbox>();
            builder.Services.AddSms(builder.Configuration);
            var app = builder.Build();
            var bed = new Bed(app);
            app.MapSms();
            app.MapPost("/2010-04-01/Accounts/AC1/Messages.json", async (HttpContext http) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                bed.Asked.Enqueue(await reader.ReadToEndAsync());
                http.Response.StatusCode = bed.Answer.Status;
                await http.Response.WriteAsync(bed.Answer.Body);
            });
            await app.StartAsync();
            app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SmsOptions>>().Value.Server = new Uri(app.Urls.Single());
            return bed;
        }

        public Task<HttpStatusCode> PostAsync(Dictionary<string, string> fields) => PostAsync(fields, TwilioSms.Sign(Token, Address, Form(fields)));

        public async Task<HttpStatusCode> PostAsync(Dictionary<string, string> fields, string signature)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(app.Urls.Single()), "/api/sms")) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.TryAddWithoutValidation(TwilioSms.SignatureHeader, signature);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
