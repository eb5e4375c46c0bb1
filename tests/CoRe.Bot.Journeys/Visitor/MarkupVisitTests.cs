using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>Sixty ways to make a browser run what somebody wrote: at the desk and on the phone they are words and nothing else.</summary>
[Collection(RealProcess.Name)]
public sealed class MarkupVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const int PerMessage = 6;

    private static readonly string[] Runs = ["window.hit=1", "hit=1", "self['hit']=1", "top.hit=1", "eval('hit=1')", "setTimeout('hit=1')"];

    private static readonly Func<string, string>[] Ways =
    [
        run => $"<script>{run}</script>",
        run => $"<img src=x onerror=\"{run}\">",
        run => $"<svg/onload={run}>",
        run => $"\"><iframe srcdoc=\"<script>parent.{run}</script>\">",
        run => $"<a href=\"javascript:{run}\">qui</a>",
        run => $"<details open ontoggle={run}>",
        run => $"'-{run}-' onfocus={run} autofocus x='",
        run => $"</textarea><input autofocus onfocus={run}>",
        run => $"&lt;img src=x onerror={run}&gt;",
        run => $"{{{{constructor.constructor('{run}')()}}}}",
    ];

    [BrowserFact]
    public async Task What_somebody_writes_never_runs_anywhere()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}");
        string[] payloads = [.. Ways.SelectMany(way => Runs.Select(way))];
        Assert.Equal(60, payloads.Distinct().Count());
        await using var child = await phone.BeginAsync(host, "it");
        await child.SayAsync("mi picchia ogni giorno");
        await child[Visit.Waiting].WaitForAsync();
        foreach (var part in payloads.Chunk(PerMessage))
        {
            await child.SayAsync(string.Join(" \n", part));
            await child["#talk .bubble", part[^1]].First.WaitForAsync();
        }

        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 900 });
        desk.Page.Dialog += (_, dialog) => _ = dialog.DismissAsync();
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync(Password);
        await desk["main button[type=submit]"].ClickAsync();
        await desk[".queue li a"].First.ClickAsync();
        await desk[".line.person .words", payloads[^1]].First.WaitForAsync();
        await NoteAsync(desk, payloads);

        var talk = string.Join('\n', await desk[".line.person .words"].AllTextContentsAsync());
        Assert.All(payloads, payload => Assert.Contains(payload, talk, StringComparison.Ordinal));
        foreach (var page in new[] { desk, child })
        {
            Assert.Equal(0, await page["#talk script, #talk img, #talk iframe, #talk input, .lines script, .lines img, .lines iframe, .lines svg, .lines details, .lines a, .case img, .case iframe, .case script"].CountAsync());
            Assert.False(await page.Page.EvaluateAsync<bool>("() => 'hit' in window"));
        }
    }

    /// <summary>The same as a note of the desk. A page is drawn before its live line is open; until then nobody answers.</summary>
    private static async Task NoteAsync(PhonePage desk, string[] payloads)
    {
        var note = string.Join(' ', payloads.Where((_, i) => i % PerMessage == 0));
        var shown = desk[".case", payloads[0]];
        for (var tries = 0; tries < 20 && await shown.CountAsync() == 0; tries++)
        {
            await desk["#note"].FillAsync(note);
            await desk["form:has(#note) button[type=submit]"].ClickAsync();
            await Task.Delay(500);
        }

        Assert.True(await shown.CountAsync() > 0, "The note is not shown as it was written.");
    }
}
