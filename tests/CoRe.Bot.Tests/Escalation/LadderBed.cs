using System.Globalization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Referrals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>
/// The whole product below the desk with a mail server, a phone provider and a webhook on loopback. Moving the clock also wakes the
/// program's own timers: the ladder is climbed by the test and by the program at once, as by two nodes.
/// </summary>
internal sealed class LadderBed : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-ladder-").FullName;
    private readonly (string, string?)[] _extra;

    private LadderBed(LoopbackHttp outside, (string, string?)[] extra) => (Outside, _extra) = (outside, extra);

    public DeskBed Desk { get; private set; } = null!;

    public LoopbackSmtp Smtp { get; } = new();

    /// <summary>Phone provider and webhook in one.</summary>
    public LoopbackHttp Outside { get; }

    public static async Task<LadderBed> StartAsync(params (string, string?)[] extra)
    {
        var bed = new LadderBed(await LoopbackHttp.StartAsync(), extra);
        await bed.OpenAsync();
        return bed;
    }

    /// <summary>Kills the program and starts it on the same folder.</summary>
    public async Task RestartAsync()
    {
        var now = Desk.Time.GetUtcNow();
        await Desk.DisposeAsync();
        await OpenAsync();
        Desk.Time.SetUtcNow(now);
    }

    /// <summary>Somebody with a mailbox and a phone; on shift when <paramref name="languages"/> are given.</summary>
    public async Task<Actor> HireAsync(string name, OperatorRole role, string? languages = null, string phone = "")
    {
        var actor = await Desk.HireAsync(name, role);
        await using var scope = Desk.App.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = (await manager.FindByIdAsync(actor.Id.Value))!;
        (row.Email, row.PhoneNumber, row.Languages) = ($"{name.ToLowerInvariant()}@rete.example", phone, languages ?? "it");
        await manager.UpdateAsync(row);
        if (languages is not null)
        {
            await Desk.Get<DutyDesk>().GoOnShiftAsync(actor, CancellationToken.None);
        }

        return actor;
    }

    /// <summary>Moves the clock in steps in which nobody's desk falls silent, climbs, and waits until everything due went out.</summary>
    public async Task WaitAsync(int seconds, params Actor[] present)
    {
        do
        {
            var step = Math.Min(seconds, 300);
            Desk.Time.SetUtcNow(Desk.Time.GetUtcNow().AddSeconds(step));
            seconds -= step;
            foreach (var actor in present)
            {
                await Desk.Get<DutyDesk>().SeenAsync(actor, CancellationToken.None);
            }
        }
        while (seconds > 0);
        await Desk.Get<DutyRoster>().RefreshAsync(CancellationToken.None);
        await Desk.Get<LadderWatch>().ClimbAsync(CancellationToken.None);
        await DeliveredAsync();
    }

    /// <summary>The program's own pump has tried everything that is due.</summary>
    public async Task DeliveredAsync()
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var now = Desk.Time.GetUtcNow();
            await using var db = Desk.Get<ICoreDb>().Open();
            if (!await db.Outbox.AnyAsync(o => o.State == OutboxState.Waiting && o.NextAt <= now))
            {
                return;
            }

            Desk.Get<OutboxBell>().Ring();
            await Task.Delay(20);
        }

        Assert.Fail("The outbox does not empty.");
    }

    public async Task<IReadOnlyList<string>> StepsAsync()
    {
        await using var db = Desk.Get<ICoreDb>().Open();
        var rows = await db.CaseAlerts.AsNoTracking().ToListAsync();
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName);
        return [.. rows.OrderBy(a => a.At).ThenBy(a => a.Rung).ThenBy(a => a.By).ThenBy(a => names.GetValueOrDefault(a.Recipient, ""), StringComparer.Ordinal).Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Rung} {(LadderMeans)a.By} {names.GetValueOrDefault(a.Recipient, a.Recipient)}{(a.DeliveredAt is null ? a.FailedAt is null ? " …" : " failed" : "")}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Smtp.DisposeAsync();
        await Outside.DisposeAsync();
        Storage.TestDatabase.Forget(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync() => Desk = await new DeskBed(_folder,
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", Smtp.Port.ToString(CultureInfo.InvariantCulture)), ("Mail:From", "rete@core.example"), ("Mail:Security", "None"),
        ("Phone:AccountSid", "AC1"), ("Phone:AuthToken", "token"), ("Phone:From", "+390600000"), ("Phone:Address", Outside.Address),
        ("Escalation:Ladder:OnCall:0:Name", "Partner"), ("Escalation:Ladder:OnCall:0:Email", "notte@partner.example"), ("Escalation:Ladder:OnCall:0:Phone", "+390611111"),
        ("Escalation:Ladder:Hook", Outside.Address + "/hook"), ("Escalation:Ladder:HookSecret", "a-secret-of-two-machines"), ("Site:Address", "https://bot.example"), ("Escalation:Ladder:Drill", ""),
        .. _extra,
    ]).StartAsync();
}
