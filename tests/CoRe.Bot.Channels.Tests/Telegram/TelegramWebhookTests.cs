using System.Net;
using System.Text;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Telegram;
using CoRe.Bot.Channels.Tests.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Channels.Tests.Telegram;

public sealed class TelegramWebhookTests
{
    private const string Secret = "A-secret_for-the-webhook-1234";
    private const string Update = """{"update_id":5,"message":{"message_id":9,"from":{"id":77,"is_bot":false},"chat":{"id":77,"type":"private"},"date":1,"text":"aiuto"}}""";

    [Fact]
    public async Task An_update_with_the_secret_is_stored_before_the_answer_and_one_that_cannot_be_stored_must_come_again()
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await bed.PostAsync(Update, Secret));
        Assert.Equal("aiuto", Assert.Single(bed.Inbox.Heard).Text);

        bed.Inbox.Broken = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await bed.PostAsync(Update, Secret));
    }

    [Fact]
    public async Task Of_250_forged_posts_none_is_taken()
    {
        await using var bed = await Bed.StartAsync();
        var random = new Random(3);
        for (var i = 0; i < 250; i++)
        {
            var forged = (i % 5) switch
            {
                0 => null,
                1 => "",
                2 => Secret[..random.Next(1, Secret.Length)],
                3 => Secret + (char)('a' + random.Next(26)),
                _ => new string([.. Secret.Select((letter, place) => place == i % Secret.Length ? (char)(letter ^ 1) : letter)]),
            };
            Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(Update, forged));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await bed.PostAsync(Update, Secret, Secret));
        Assert.Empty(bed.Inbox.Heard);
    }

    [Fact]
    public async Task Without_a_token_or_while_polling_the_door_is_shut_also_to_an_empty_secret()
    {
        await using var off = await Bed.StartAsync(("Telegram:Token", ""), ("Telegram:Secret", ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await off.PostAsync(Update, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await off.PostAsync(Update, Secret));

        await using var polling = await Bed.StartAsync(("Telegram:Mode", "Polling"));
        Assert.Equal(HttpStatusCode.Unauthorized, await polling.PostAsync(Update, Secret));
        Assert.Empty(polling.Inbox.Heard);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{\"update_id\":5,\"update_id\":6}", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.NoContent)]
    [InlineData("{\"update_id\":5,\"poll\":{}}", HttpStatusCode.NoContent)]
    public async Task Nonsense_changes_nothing(string body, HttpStatusCode status)
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(status, await bed.PostAsync(body, Secret));
        Assert.Empty(bed.Inbox.Heard);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        await using var bed = await Bed.StartAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await bed.PostAsync(new string(' ', 300_000), Secret));
    }

    [Theory]
    [InlineData("Telegram:Token", "not a token", "Telegram:Token")]
    [InlineData("Telegram:Secret", "short", "Telegram:Secret")]
    [InlineData("Telegram:Webhook", "http://example.org/api/telegram", "Telegram:Webhook")]
    public async Task A_setting_that_cannot_work_stops_the_start(string name, string value, string said)
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Bed.StartAsync((name, value)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    private sealed class Bed(WebApplication app) : IAsyncDisposable
    {
        public FakeWireInbox Inbox => (FakeWireInbox)app.Services.GetRequiredService<IWireInbox>();

        public static async Task<Bed> StartAsync(params (string Name, string? Value)[] settings)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            ((IConfigurationBuilder)builder.Configuration).AddInMemoryCollection(
            [
                new("Telegram:Token", "123:abc"), new("Telegram:Mode", "Webhook"), new("Telegram:Secret", Secret), new("Telegram:Webhook", "https://bot.example.org/api/telegram"), new("Telegram:Server", "http://127.0.0.1:9"),
            ]).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
            builder.Services.AddSingleton<IWireInbox, FakeWireInbox>().AddSingleton<IWireWords, NoWords>();
            builder.Services.AddTelegram(builder.Configuration);
            var app = builder.Build();
            app.MapTelegram();
            await app.StartAsync();
            return new Bed(app);
        }

        public async Task<HttpStatusCode> PostAsync(string body, params string?[] secrets)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(app.Urls.Single()), "/api/telegram")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var secret in secrets.OfType<string>())
            {
                request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
            }

            return (await http.SendAsync(request)).StatusCode;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }

    private sealed class NoWords : IWireWords
    {
        public IReadOnlyList<string> Languages => [];

        public IReadOnlyList<(string Command, string Description)> Commands(string language) => [];
    }
}
