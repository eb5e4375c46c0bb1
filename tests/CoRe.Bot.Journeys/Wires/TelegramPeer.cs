using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>A test against a foreign messenger from npm and a browser for the desk. Skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TelegramFactAttribute : FactAttribute
{
    public TelegramFactAttribute() => Skip = Browser.Chromium.Missing
        ?? (Directory.Exists(Path.Combine(TelegramPeer.Folder, "node_modules", "telegram-test-api")) ? null : "telegram-test-api is not installed here: run npm ci in tests/CoRe.Bot.Journeys/Wires/npm.");
}

/// <summary>A Telegram server that nobody here wrote, and one person who writes to the bot through it.</summary>
internal sealed class TelegramPeer : IAsyncDisposable
{
    private const string Token = "123456:TEST";
    private const int Person = 77;
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly List<JsonNode> _got = [];

    private TelegramPeer(Process process, Uri address) => (_process, _http) = (process, new HttpClient { BaseAddress = address });

    public static string Folder { get; } = Path.Combine(Here(), "npm");

    /// <summary>How the product is told to use it.</summary>
    public string[] Settings => [$"--Telegram:Token={Token}", $"--Telegram:Server={_http.BaseAddress}"];

    public IEnumerable<string> Texts => _got.Select(message => (string)message["text"]!);

    public static async Task<TelegramPeer> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("node", ["telegram.mjs", port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, WorkingDirectory = Folder };
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new TelegramPeer(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    public Task SayAsync(string text) => PostAsync("sendMessage", Stamped(new JsonObject { ["text"] = text, ["chat"] = Chat() }));

    public Task SendAsync(string member, JsonNode value) => PostAsync("sendMessage", Stamped(new JsonObject { [member] = value, ["chat"] = Chat() }));

    /// <summary>Taps the newest button with these words.</summary>
    public async Task TapAsync(string label)
    {
        var button = Buttons().LastOrDefault(one => ((string)one["text"]!).Contains(label, StringComparison.Ordinal));
        Assert.True(button is not null, $"No button {label}; there are {string.Join(" | ", Buttons().Select(one => (string?)one["text"]))}");
        await PostAsync("sendCallback", Stamped(new JsonObject { ["data"] = (string)button["callback_data"]!, ["message"] = new JsonObject { ["message_id"] = 1, ["chat"] = Chat(), ["from"] = From() } }));
    }

    /// <summary>Waits until the bot has said these words, from the message after <paramref name="after"/> on.</summary>
    public async Task<string> HearsAsync(string words, int after = 0)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            await FetchAsync();
            if (Texts.Skip(after).LastOrDefault(text => text.Contains(words, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"Nobody said '{words}'; the bot said {string.Join("\n---\n", Texts.TakeLast(6))}");
        return "";
    }

    public async Task FetchAsync()
    {
        var answer = await (await _http.PostAsJsonAsync("getUpdates", new JsonObject { ["token"] = Token, ["chatId"] = Person })).Content.ReadFromJsonAsync<JsonNode>();
        _got.AddRange(answer!["result"]!.AsArray().Select(update => update!["message"]!.DeepClone()));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private IEnumerable<JsonNode> Buttons() => _got.SelectMany(message => message["reply_markup"]?["inline_keyboard"]?.AsArray() ?? []).SelectMany(row => row!.AsArray()).Where(one => one!["callback_data"] is not null)!;

    private async Task PostAsync(string method, JsonObject body) => (await _http.PostAsJsonAsync(method, body)).EnsureSuccessStatusCode();

    private static JsonObject Stamped(JsonObject body)
    {
        (body["botToken"], body["date"], body["from"]) = (Token, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), From());
        return body;
    }

    private static JsonObject From() => new() { ["id"] = Person, ["first_name"] = "A", ["is_bot"] = false, ["language_code"] = "fr" };

    private static JsonObject Chat() => new() { ["id"] = Person, ["first_name"] = "A", ["type"] = "private" };

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
