using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Desk.Door;

/// <summary>How many cases of one severity wait, are held, are closed.</summary>
internal sealed record CaseCount(Severity Severity, int Waiting, int Taken, int Closed);

/// <summary>Counts cases for an auditor: from two clear columns, so that no id, no word and no time of a case is read at all.</summary>
internal sealed class CaseCounts(ICoreDb database)
{
    /// <summary>One line for each severity, the gravest first; zeros too.</summary>
    public async Task<IReadOnlyList<CaseCount>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var groups = await db.Cases.AsNoTracking().GroupBy(c => new { c.Severity, c.State }).Select(g => new { g.Key.Severity, g.Key.State, Count = g.Count() }).ToListAsync(cancellationToken);
        int Of(Severity severity, CaseState state) => groups.Where(g => g.Severity == severity && g.State == state).Sum(g => g.Count);
        return [.. Enum.GetValues<Severity>().OrderDescending().Select(s => new CaseCount(s, Of(s, CaseState.Open), Of(s, CaseState.Taken), Of(s, CaseState.Closed)))];
    }
}
