using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Rights;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Corrections;

/// <summary>
/// Puts corrections of words over the product's own, on this node at once and on the others within <see cref="Pace"/>. Numbers and hours are laid
/// over the directory by the directory's own refresh. A correction of the Italian makes the same text stale in every language that has not been
/// corrected since.
/// </summary>
internal sealed partial class CorrectionRefresh(ICoreDb database, LocaleLibrary locales, RightsLibrary rights, TimeProvider time, ILogger<CorrectionRefresh> log) : BackgroundService, IRefresh
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _changed = new(0, 1);
    private (long Correction, long Signature) _seen;

    /// <summary>Looks again now. Never blocks.</summary>
    public void Soon()
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

    /// <summary>Reads what is new; true when something was.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var newest = (await db.Corrections.MaxAsync(c => (long?)c.Id, cancellationToken) ?? 0, await db.LegalSignatures.MaxAsync(s => (long?)s.Id, cancellationToken) ?? 0);
        if (newest == _seen)
        {
            return false;
        }

        var rows = await db.Corrections.AsNoTracking().Where(c => c.Kind == CorrectionKinds.Text || c.Kind == CorrectionKinds.Right).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var newestOf = rows.GroupBy(row => (row.Kind, row.Target, row.Locale)).Select(group => group.Last()).ToList();
        locales.Correct(TextsOf(newestOf), StaleOf(CorrectionKinds.Text, newestOf));
        rights.Correct(LinesOf(newestOf), StaleOf(CorrectionKinds.Right, newestOf), await SignaturesAsync(db, cancellationToken));
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

    private static Dictionary<(LocaleTag, string), PackText> TextsOf(IEnumerable<CorrectionRow> rows) =>
        rows.Where(row => row is { Kind: CorrectionKinds.Text, Own: false, Words: not null }).ToDictionary(
            row => (new LocaleTag(row.Locale), row.Target), row => new PackText(row.Words!, row.Reviewer is null ? TextState.Draft : TextState.Reviewed, "corrections"));

    private static Dictionary<(LocaleTag, string), string?> LinesOf(IEnumerable<CorrectionRow> rows) =>
        rows.Where(row => row is { Kind: CorrectionKinds.Right, Own: false }).ToDictionary(row => (new LocaleTag(row.Locale), row.Target), row => row.Words);

    /// <summary>What was translated from an Italian sentence that has been corrected since.</summary>
    private HashSet<(LocaleTag, string)> StaleOf(string kind, IReadOnlyCollection<CorrectionRow> rows)
    {
        var of = rows.Where(row => row.Kind == kind).ToList();
        return [.. from italian in of
                   where italian is { Locale: "it", Own: false, Words: not null }
                   from pack in locales.Packs
                   where pack.Tag != LocaleTag.Italian && !of.Any(row => row.Target == italian.Target && row.Locale == pack.Tag.Value && row.Id > italian.Id)
                   select (pack.Tag, italian.Target)];
    }

    private static async Task<Dictionary<string, LegalSignature>> SignaturesAsync(CoreDbContext db, CancellationToken cancellationToken) =>
        (await db.LegalSignatures.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellationToken)).GroupBy(s => s.Target).ToDictionary(
            group => group.Key, group => group.Last() is var last ? new LegalSignature(last.Name, last.Words, last.Reference, DateOnly.FromDateTime(last.At.UtcDateTime), last.ExpiresOn) : null!);

    [LoggerMessage(1800, LogLevel.Error, "Corrections could not be read again ({Code}); what was shown before is still shown")]
    private static partial void NotRead(ILogger log, string code);
}
