using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Browser;

/// <summary>One browser for a class of tests; each test opens its own phone with nothing remembered.</summary>
public sealed class Phone : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowserType Chromium => _playwright!.Chromium;

    public async Task InitializeAsync()
    {
        if (Browser.Chromium.Missing is not null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser.Chromium.Path, Args = Browser.Chromium.Flags });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A phone of 360 x 740 in the given language. Everything that the page logs as an error fails the test at its end.</summary>
    internal async Task<PhonePage> OpenAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            Locale = "it-IT",
            HasTouch = true,
            ColorScheme = ColorScheme.Light,
        };
        change?.Invoke(options);
        var context = await _browser!.NewContextAsync(options);
        return new PhonePage(await context.NewPageAsync());
    }
}
