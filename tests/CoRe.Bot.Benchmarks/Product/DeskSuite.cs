using System.Globalization;
using CoRe.Bot.Journeys.Crash;
using Microsoft.Playwright;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>
/// From a message of risk that was accepted to its case on an open desk: a real Chromium shows the queue, the others keep chatting, and
/// one conversation after the other writes of danger. The page itself notes when a row appears; browser, callers and server share the machine.
/// </summary>
internal static class DeskSuite
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const string Watch = """
        () => {
          window.seen = new Map();
          const look = () => document.querySelectorAll('.queue li a').forEach(a => { if (!window.seen.has(a.href)) window.seen.set(a.href, Date.now()); });
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
          look();
        }
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var crowd = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        await using var server = new ServerProcess(["--Operators:Bootstrap:UserName", "capo", "--Operators:Bootstrap:Password", Password]);
        await server.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await OpenDeskAsync(browser, server.Url);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = crowd });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var callers = Enumerable.Range(0, crowd).Select(_ => new Caller(http, server.Url)).ToList();
        await Task.WhenAll(callers.Select(caller => caller.StartAsync(patience.Token)));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var chatter = callers.Skip(1).Select((caller, i) => ChatAsync(caller, i, enough.Token)).ToList();

        var waits = new List<long>();
        for (var i = 0; i < crowd; i++)
        {
            waits.Add(await DangerAsync(http, server.Url, page, i, patience.Token));
        }

        await enough.CancelAsync();
        await Task.WhenAll(chatter);
        callers.ForEach(caller => caller.Dispose());
        waits.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{crowd} open conversations, {waits.Count} cases: accepted to seen p50 {waits[waits.Count / 2]} ms, p90 {waits[waits.Count * 9 / 10]} ms, p99 {waits[waits.Count * 99 / 100]} ms, longest {waits[^1]} ms"));
        return 0;
    }

    private static async Task<IPage> OpenDeskAsync(IBrowser browser, Uri server)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(server, "desk/sign-in").ToString());
        await page.FillAsync("[name=userName]", "capo");
        await page.FillAsync("[name=password]", Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForSelectorAsync("section.queue");
        await page.EvaluateAsync(Watch);
        return page;
    }

    /// <summary>A new person writes of danger. Milliseconds from the receipt to the row on the page.</summary>
    private static async Task<long> DangerAsync(HttpClient http, Uri server, IPage page, int before, CancellationToken cancellationToken)
    {
        using var person = new Caller(http, server);
        await person.StartAsync(cancellationToken);
        var turn = person.TurnAsync("mio padre mi picchia ogni sera", cancellationToken, out var accepted);
        await page.WaitForFunctionAsync("n => window.seen.size > n", before);
        var seen = await page.EvaluateAsync<double>("() => Math.max(...window.seen.values())");
        await turn;
        return (long)seen - await accepted;
    }

    private static async Task ChatAsync(Caller caller, int place, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(place * 20, cancellationToken);
            while (true)
            {
                await caller.TurnAsync("voglio andare a scuola", cancellationToken);
                await Task.Delay(4000, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measuring is over.
        }
    }
}
