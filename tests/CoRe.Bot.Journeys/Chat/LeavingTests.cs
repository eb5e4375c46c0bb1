using System.Diagnostics;
using System.Text;
using CoRe.Bot.Journeys.Browser;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Chat;

public sealed class LeavingTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("button")]
    [InlineData("Escape")]
    [InlineData("Shift")]
    public async Task Leaving_opens_a_neutral_page_and_Back_shows_no_talk(string way)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");

        await LeaveAsync(page, way);

        await page.SeesAsync("Sole.");
        Assert.Equal(bot.Neutral.AbsoluteUri, page.Page.Url);
        for (var i = 0; i < 5; i++)
        {
            await page.Page.GoBackAsync(new() { Timeout = 1000, WaitUntil = WaitUntilState.Commit });
            Assert.DoesNotContain("parola mia", await page.Page.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(bot.Address.Authority, page.Page.Url, StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public async Task The_screen_is_blank_before_the_neutral_page_is_even_asked_for()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");
        await page.Page.RouteAsync(bot.Neutral + "**", _ => Task.CompletedTask); // a network that never answers

        var left = await page.Page.EvaluateAsync<int>("() => { document.getElementById('leave').click(); return document.body.childNodes.length; }");

        Assert.Equal(0, left);
    }

    [BrowserFact]
    public async Task Leaving_in_one_tab_closes_the_talk_in_the_other()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await using var other = new PhonePage(await page.Page.Context.NewPageAsync());
        await other.StartAsync(bot.Address);
        await other.SayAsync("parola mia");

        await page["#leave"].ClickAsync();

        await other.SeesAsync("Sole.");
        Assert.Equal(bot.Neutral.AbsoluteUri, other.Page.Url);
        Assert.DoesNotContain("parola mia", await other.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task One_press_of_Escape_leaves_nobody()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("a");
        await page.Page.Keyboard.PressAsync("Escape");

        await page.SayAsync("ancora qui");
        await page.SeesAsync("Inviato");
    }

    [BrowserFact]
    public async Task The_page_stores_nothing_and_asks_no_other_host()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");
        await page.SeesAsync("Inviato");

        var stored = await page.Page.EvaluateAsync<int>(
            "async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length");

        Assert.Equal(0, stored);
        Assert.Empty(await page.Page.Context.CookiesAsync());
        Assert.Equal([bot.Address.Authority], page.Hosts);
        Assert.Empty(page.Complaints);
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_browser_s_folder_on_disk_holds_no_word_of_the_talk(bool killed)
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = it => [Line.Bot($"eco{it["text"]}")];
        var folder = Directory.CreateTempSubdirectory("core-bot-profile-").FullName;
        var canaries = Enumerable.Range(0, 20).Select(it => $"kanarie{it:D2}{Guid.NewGuid():N}").ToList();
        var control = $"kontrolle{Guid.NewGuid():N}";
        try
        {
            await TalkAsync(bot, folder, canaries, control, killed);

            Assert.NotEmpty(Traces.Find(folder, [control])); // the search itself can find what a page leaves behind
            Assert.Empty(Traces.Find(folder, canaries));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task TalkAsync(FakeBot bot, string folder, List<string> canaries, string control, bool killed)
    {
        var context = await phone.Chromium.LaunchPersistentContextAsync(folder, new()
        {
            ExecutablePath = Browser.Chromium.Path,
            Args = Browser.Chromium.Flags,
            ViewportSize = new() { Width = 360, Height = 740 },
        });
        var page = new PhonePage(context.Pages[0]);
        await page.GoAsync(new Uri(bot.Neutral, $"?{control}"));
        await page.StartAsync(bot.Address);
        foreach (var canary in canaries.SkipLast(1))
        {
            await page.SayAsync(canary);
            await page["#talk .bot .bubble", "eco" + canary].WaitForAsync();
        }

        await page["#say"].PressSequentiallyAsync(canaries[^1]); // typed and never sent
        if (!killed)
        {
            await context.CloseAsync();
            return;
        }

        foreach (var process in Traces.ProcessesOf(folder))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task LeaveAsync(PhonePage page, string way)
    {
        if (way == "button")
        {
            await page["#leave"].ClickAsync();
            return;
        }

        for (var i = 0; i < (way == "Escape" ? 2 : 3); i++)
        {
            await page.Page.Keyboard.PressAsync(way);
        }
    }
}

/// <summary>What a finder of the phone would look for.</summary>
internal static class Traces
{
    public static List<string> Find(string folder, IReadOnlyList<string> words)
    {
        var needles = words.SelectMany(it => new[] { Encoding.UTF8.GetBytes(it), Encoding.Unicode.GetBytes(it) }).ToList();
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => File.ResolveLinkTarget(file, false) is null && Holds(file, needles))];
    }

    /// <summary>Only the browser processes that this test started: they carry its own folder on their command line.</summary>
    public static List<Process> ProcessesOf(string folder) =>
        [.. Process.GetProcesses().Where(it => CommandLine(it.Id).Contains(folder, StringComparison.Ordinal))];

    private static bool Holds(string file, List<byte[]> needles)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return needles.Exists(it => bytes.AsSpan().IndexOf(it) >= 0);
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
