using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Browser;

/// <summary>What a person does with the page, in the words of a person.</summary>
internal sealed class PhonePage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _hosts = new();

    public PhonePage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(10_000);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, line) =>
        {
            // A request that the test itself lets fail is logged by the browser as an error too.
            if (line.Type == "error" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !line.Text.StartsWith("WebSocket connection", StringComparison.Ordinal))
            {
                _complaints.Enqueue(line.Text);
            }
        };
        page.Context.Request += (_, request) => _hosts.Enqueue(new Uri(request.Url).Authority);
        page.WebSocket += (_, socket) => _hosts.Enqueue(new Uri(socket.Url).Authority);
    }

    public IPage Page { get; }

    /// <summary>Errors of script and of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public IEnumerable<string> Hosts => _hosts.Distinct();

    public ILocator this[string selector] => Page.Locator(selector);

    public ILocator this[string selector, string words] => Page.Locator(selector, new() { HasText = words });

    public Task GoAsync(Uri address) => Page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    public async Task StartAsync(Uri address, string language = "it")
    {
        await GoAsync(new Uri(address, $"?l={language}"));
        await this["[data-begin='']"].ClickAsync();
        await this["#talk .bot .bubble"].Last.WaitForAsync();
    }

    public async Task SayAsync(string words)
    {
        await this["#say"].FillAsync(words);
        await this["#composer button"].ClickAsync();
    }

    public Task SeesAsync(string words) => Page.GetByText(words).First.WaitForAsync();

    /// <summary>What axe finds on the screen as it is, as lines that name rule and place.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var found = await Page.RunAxe();
        return [.. found.Violations.SelectMany(it => it.Nodes.Select(node => $"{it.Id}: {node.Html}"))];
    }

    /// <summary>What a thumb would miss (under 44 px) and what runs out of the screen to the side.</summary>
    public async Task<string[]> CrampedAsync() => await Page.EvaluateAsync<string[]>(
        """
        () => {
          const seen = [...document.querySelectorAll('a, button, summary, input, textarea')].filter((it) => it.checkVisibility());
          const small = seen.filter((it) => { const box = it.getBoundingClientRect(); return box.width < 44 || box.height < 44; });
          const wide = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility() && !it.closest('svg, .sr'))
            .filter((it) => { const box = it.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1; });
          return [...small, ...wide].map((it) => it.outerHTML.slice(0, 120));
        }
        """);

    /// <summary>A picture to look at, when the variable <c>SHOTS</c> names a folder.</summary>
    public Task ShotAsync(string name) => Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder
        ? Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true })
        : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
