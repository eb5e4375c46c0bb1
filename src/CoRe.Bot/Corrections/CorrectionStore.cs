using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Corrections;

/// <summary>Versions for the desk's eyes.</summary>
internal sealed class CorrectionStore(ICoreDb database)
{
    /// <summary>All versions of a target in a language, the newest first.</summary>
    public async Task<IReadOnlyList<CorrectionRow>> VersionsAsync(string kind, string target, string locale, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Corrections.AsNoTracking().Where(c => c.Kind == kind && c.Target == target && c.Locale == locale).OrderByDescending(c => c.Id).ToListAsync(cancellationToken);
    }

    public async Task<CorrectionRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Corrections.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
    }

    /// <summary>Signatures of a line, the newest first.</summary>
    public async Task<IReadOnlyList<LegalSignatureRow>> SignaturesAsync(string target, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.LegalSignatures.AsNoTracking().Where(s => s.Target == target).OrderByDescending(s => s.Id).ToListAsync(cancellationToken);
    }
}
