using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>An operator without a mouse, in the English desk: signs in, takes a case, answers, uses a ready sentence, closes.</summary>
[Collection(RealProcess.Name)]
public sealed class KeyboardVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const int MostTabs = 150;

    [BrowserFact]
    public async Task A_case_is_taken_answered_and_closed_by_keys_alone()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}");
        await using var child = await phone.BeginAsync(host, "it");
        await child.SayAsync("mio zio mi picchia ogni giorno");
        await child[Visit.Waiting].WaitForAsync();
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 900 });
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await PressAsync(desk, "button[form=tongue], form[action*=language] button", "Enter");
        await desk["html[lang=en]"].WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await TypeAsync(desk, "[name=userName]", "capo");
        await TypeAsync(desk, "[name=password]", Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk[".queue li a"].WaitForAsync();

        await ReachAsync(desk, "a.skip");
        Assert.True(await desk.Page.EvaluateAsync<bool>("() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.height > 20; }"), "The way past the bar is seen once it has the focus.");
        await desk.Page.Keyboard.PressAsync("Enter");
        await PressAsync(desk, ".queue li a", "Enter");
        await desk[".reasons li", "Writes that"].First.WaitForAsync();
        await PressAsync(desk, "button[accesskey=p]", "Enter");
        await desk["#say"].WaitForAsync();
        await TypeAsync(desk, "#say", "Ciao, sono una persona e ti leggo.");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await child["#talk .bubble", "sono una persona e ti leggo"].WaitForAsync();

        await PressAsync(desk, ".phrases summary", "Enter");
        await PressAsync(desk, ".phrases li button", "Space");
        await Microsoft.Playwright.Assertions.Expect(desk["#say"]).Not.ToHaveValueAsync("");
        var ready = await desk["#say"].InputValueAsync();
        await PressAsync(desk, "form.composer button[type=submit]", "Enter");
        await child["#talk .bubble", ready].WaitForAsync();

        await ReachAsync(desk, ".case form.row select");
        await desk.Page.Keyboard.TypeAsync("Information");
        await PressAsync(desk, ".case form.row button[type=submit]", "Enter");
        await desk[".queue .empty"].WaitForAsync();
        Assert.Empty(desk.Complaints);
    }

    private static async Task TypeAsync(PhonePage desk, string selector, string words)
    {
        await ReachAsync(desk, selector);
        await desk.Page.Keyboard.TypeAsync(words);
    }

    private static async Task PressAsync(PhonePage desk, string selector, string key)
    {
        await ReachAsync(desk, selector);
        await desk.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes on with the tabulator until the focus is there. Whatever has it on the way must show it.</summary>
    private static async Task ReachAsync(PhonePage desk, string selector)
    {
        await desk[selector].First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        List<string> passed = [];
        for (var tries = 0; tries < MostTabs; tries++)
        {
            var (there, shown, what) = await FocusAsync(desk, selector);
            if (there)
            {
                return;
            }

            Assert.True(shown, $"Nobody sees that the focus is here: {what}");
            passed.Add(what);
            await desk.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached; passed {string.Join(" | ", passed.Distinct())}");
    }

    private static async Task<(bool There, bool Shown, string What)> FocusAsync(PhonePage desk, string selector)
    {
        var found = await desk.Page.EvaluateAsync<string[]>(
            """
            (selector) => {
              const it = document.activeElement;
              if (!it || it === document.body || it.tabIndex < 0) { return ['', 'yes', 'page']; }
              const look = getComputedStyle(it);
              const shown = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0;
              return [it.matches(selector) ? 'yes' : '', shown ? 'yes' : '', it.outerHTML.slice(0, 100)];
            }
            """, selector);
        return (found[0].Length > 0, found[1].Length > 0, found[2]);
    }
}
