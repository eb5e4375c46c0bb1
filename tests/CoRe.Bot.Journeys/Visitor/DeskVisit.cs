using System.Globalization;
using System.Text.RegularExpressions;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Host;
using CoRe.Bot.Tests.Referrals;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>What an operator and a service do in a referral's life, whatever the person writes with.</summary>
internal static partial class DeskVisit
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const string Goap = "88fd78b1-1b8a-5dfd-b487-ccf0afbae533";

    /// <summary>One supervisor, one service that is written to, one mail server.</summary>
    public static string[] Settings(LoopbackSmtp mail) =>
    [
        "--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}", "--Site:Address=https://bot.example",
        $"--Referrals:Recipients:{Goap}:Name=GOAP Trieste", $"--Referrals:Recipients:{Goap}:Email=accoglienza@goap.example", "--Mail:Host=127.0.0.1",
        $"--Mail:Port={mail.Port.ToString(CultureInfo.InvariantCulture)}", "--Mail:From=rete@core.example", "--Mail:Security=None",
    ];

    /// <summary>Chooses the service for the open case and asks the person.</summary>
    public static async Task ProposeAsync(this PhonePage desk)
    {
        // Three proposals with reasons; what the service will read stands there before anything leaves.
        await desk["form.referral-form select"].First.SelectOptionAsync("violence_support");
        await desk["form.referral-form input[maxlength='60']"].FillAsync("Trieste");
        await desk["form.referral-form input[maxlength='60']"].BlurAsync();
        await desk["fieldset.proposals label", "GOAP"].Locator("input").CheckAsync();
        Assert.Contains("riceve invii", await desk["fieldset.proposals label", "GOAP"].InnerTextAsync(), StringComparison.Ordinal);
        await desk["button", "Salva la bozza"].ClickAsync();
        await desk["pre.letter", "Zona: Trieste"].WaitForAsync();
        Assert.Empty(await desk.BarriersAsync());
        await desk.ShotAsync("referral-draft");
        await desk["button", "Chiedi il consenso"].ClickAsync();
    }

    /// <summary>The service, on a small phone: the code, what it may know, an appointment.</summary>
    public static async Task AcceptAsync(this Phone phone, RealHost host, string link, string code)
    {
        await using var service = await phone.OpenAsync();
        await service.GoAsync(new Uri(host.Address, link));
        Assert.Equal(0, await service["dl"].CountAsync());
        Assert.Empty(await service.BarriersAsync());
        Assert.Empty(await service.CrampedAsync());
        await service["[name=code]"].FillAsync(code);
        await service["button"].ClickAsync();
        await service["dd", "Trieste"].WaitForAsync();
        Assert.DoesNotContain("frappe", await service["main"].InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await service.BarriersAsync());
        Assert.Empty(await service.CrampedAsync());
        await service.ShotAsync("referral-service");
        await service["[name=when]"].FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'10:00", CultureInfo.InvariantCulture));
        await service["button[value=accept]"].ClickAsync();
        await service.SeesAsync("Grazie. La persona lo sa.");
    }

    /// <summary>Signs in and takes the first case of the queue.</summary>
    public static async Task TakeFirstAsync(this PhonePage desk, RealHost host)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync(Password);
        await desk["main button[type=submit]"].ClickAsync();
        await desk.SeesAsync("Coda");
        await desk.OpenFirstAsync(host);
        for (var tries = 0; tries < 20 && await desk["form.referral-form"].CountAsync() == 0; tries++)
        {
            // A page is drawn before its live line is open; until then nobody answers a click.
            if (await desk["button[accesskey=p]"].CountAsync() > 0)
            {
                await desk["button[accesskey=p]"].ClickAsync(new() { Timeout = 2000 });
            }

            await Task.Delay(500);
        }
    }

    public static async Task OpenFirstAsync(this PhonePage desk, RealHost host)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk"));
        await desk[".queue li a"].First.ClickAsync();
        await desk[".referral-state"].WaitForAsync();
    }

    public static async Task<(string Link, string Code)> LettersAsync(LoopbackSmtp mail)
    {
        for (var tries = 0; tries < 600 && mail.Letters.Count < 2; tries++)
        {
            await Task.Delay(100);
        }

        var letters = mail.Letters.Select(letter => letter.TextBody!).ToList();
        return (new Uri(letters.Select(text => Link().Match(text)).Single(match => match.Success).Value).AbsolutePath, letters.Select(text => Code().Match(text)).Single(match => match.Success).Groups[1].Value);
    }

    [GeneratedRegex(@"https://bot\.example/r/[0-9a-f]{48}")]
    private static partial Regex Link();

    [GeneratedRegex(@"è: (\d{6})")]
    private static partial Regex Code();
}
