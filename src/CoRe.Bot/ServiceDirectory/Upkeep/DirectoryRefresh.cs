using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

/// <summary>
/// Keeps what people see in step with what the desk wrote: the newest directory, and who dialled which number. On this node at once, on the
/// others within <see cref="Pace"/>. A directory that cannot be read leaves the one that is shown.
/// </summary>
internal sealed partial class DirectoryRefresh(ICoreDb database, ServiceLibrary services, Hotlines hotlines, TimeProvider time, ILogger<DirectoryRefresh> log) : BackgroundService, IRefresh
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _changed = new(0, 1);
    private (long Version, long Call, long Correction, int Answers) _seen;

    /// <summary>Looks again now. Never blocks.</summary>
    public void Soon()
    {
        if (_changed.CurrentCount == 0)
        {
            try
            {
                _changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was first with the same news.
            }
        }
    }

    /// <summary>Reads what is new; true when something was.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var newest = (await db.DirectoryVersions.MaxAsync(v => (long?)v.Number, cancellationToken) ?? 0, await db.ServiceCalls.MaxAsync(c => (long?)c.Id, cancellationToken) ?? 0,
            await db.Corrections.MaxAsync(c => (long?)c.Id, cancellationToken) ?? 0, await db.ServiceAsks.CountAsync(a => a.AnsweredAt != null, cancellationToken));
        if (newest == _seen)
        {
            return false;
        }

        var json = newest.Item1 == 0 ? null : await db.DirectoryVersions.Where(v => v.Number == newest.Item1).Select(v => v.Json).FirstAsync(cancellationToken);
        var calls = await db.ServiceCalls.AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var answers = await db.ServiceAsks.AsNoTracking().Where(a => a.StillTrue && a.AnsweredAt != null).OrderBy(a => a.At).ToListAsync(cancellationToken);
        var corrections = await db.Corrections.AsNoTracking().Where(c => EntryCorrections.Kinds.Contains(c.Kind)).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var file = json is null ? DirectoryFiles.Services() : JsonSerializer.Deserialize(json, DirectoryJson.Default.HsdsFile)!;
        services.Use(EntryCorrections.Apply(CallLog.Apply(CallLog.Apply(file, calls), answers), corrections));
        hotlines.Use(CallLog.Apply(DirectoryFiles.Hotlines(), calls));
        _seen = newest;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                await Task.WhenAny(_changed.WaitAsync(stoppingToken), Task.Delay(Pace, time, stoppingToken));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                NotRead(log, error.GetType().Name);
                await Task.Delay(Pace, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(1700, LogLevel.Error, "The directory could not be read again ({Code}); the one before is still shown")]
    private static partial void NotRead(ILogger log, string code);
}

/// <summary>What the log of calls says about numbers: the last call of each counts.</summary>
internal static class CallLog
{
    public static HsdsFile Apply(HsdsFile file, IReadOnlyList<ServiceCallRow> calls)
    {
        var last = Last(calls);
        var reached = calls.Where(call => call.Outcome == CallOutcomes.Reached).GroupBy(call => call.Target).ToDictionary(group => group.Key, group => Day(group.Last().At));
        return file with
        {
            Phones = [.. (file.Phones ?? []).Select(phone => (Phone: phone, Call: last.GetValueOrDefault(PhoneNumber.TryParse(phone.Number)?.Digits ?? "")))
                .Select(it => it.Call?.Outcome switch
                {
                    CallOutcomes.Reached => it.Phone with { XDialledOn = Day(it.Call.At), XWrong = false },
                    CallOutcomes.Wrong => it.Phone with { XWrong = true },
                    _ => it.Phone,
                })],
            Services = [.. file.Services.Select(service => reached.GetValueOrDefault(service.Id) is { } day && string.CompareOrdinal(day, service.AssuredDate ?? "") > 0 ? service with { AssuredDate = day } : service)],
        };
    }

    /// <summary>A service that said itself that its entry is true stands behind it from that day.</summary>
    public static HsdsFile Apply(HsdsFile file, IReadOnlyList<ServiceAskRow> answers)
    {
        var assured = answers.GroupBy(answer => answer.ServiceId).ToDictionary(group => group.Key, group => Day(group.Max(answer => answer.AnsweredAt)!.Value));
        return file with
        {
            Services = [.. file.Services.Select(service => assured.GetValueOrDefault(service.Id) is { } day && string.CompareOrdinal(day, service.AssuredDate ?? "") > 0 ? service with { AssuredDate = day } : service)],
        };
    }

    public static HotlinesFile Apply(HotlinesFile file, IReadOnlyList<ServiceCallRow> calls)
    {
        var last = calls.GroupBy(call => call.Target).ToDictionary(group => group.Key, group => group.Last());
        return new HotlinesFile([.. file.Hotlines.Select(line => last.GetValueOrDefault(CallOutcomes.LinePrefix + line.Id) switch
        {
            { Outcome: CallOutcomes.Reached } call => line with { DialledOn = Day(call.At) },
            { Outcome: CallOutcomes.Wrong } when line.Id != Hotlines.Emergency => line with { Verified = false },
            _ => line,
        })]);
    }

    private static Dictionary<string, ServiceCallRow> Last(IReadOnlyList<ServiceCallRow> calls) =>
        calls.GroupBy(call => call.Digits).ToDictionary(group => group.Key, group => group.Last());

    private static string Day(DateTimeOffset at) => Hours.ServiceHours.Today(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
