using CoRe.Bot.Corrections;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Operators;
using CoRe.Bot.Rights;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Words;

/// <summary>Something the product says, as an editor finds it.</summary>
/// <param name="Words">What is said in that language now; null when the language has no words of its own for it, or they are hidden.</param>
internal sealed record Saying(string Kind, string Target, string Locale, string Italian, string? Words, TextState State);

/// <summary>
/// Texts and rights lines as editors and lawyers keep them. Each act is in the audit trail of the same commit, as codes without the words. The
/// answer is a code of ours when it could not be done, else null.
/// </summary>
internal sealed class WordsDesk(ICommitter committer, CorrectionStore store, CorrectionRules rules, LocaleLibrary locales, RightsLibrary rights, IEnumerable<IRefresh> refreshes, TimeProvider time)
{
    /// <summary>A signature is looked at again within two years.</summary>
    private const int LongestSignatureDays = 731;

    /// <summary>Languages that can be corrected, by their own name.</summary>
    public IReadOnlyList<LocalePack> Languages => locales.Packs;

    public LocalePack Language(string tag) => locales.Pack(new LocaleTag(tag));

    /// <summary>Sayings whose key, Italian or own words contain all the words; at most so many.</summary>
    public IReadOnlyList<Saying> Find(string locale, string words, int count)
    {
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. All(new LocaleTag(locale)).Where(saying => wanted.All(word => Contains(saying.Target, word) || Contains(saying.Italian, word) || Contains(saying.Words, word))).Take(count)];
    }

    public Saying? Get(string kind, string target, string locale) => All(new LocaleTag(locale)).FirstOrDefault(saying => saying.Kind == kind && saying.Target == target);

    /// <param name="words">New words, or null to hide.</param>
    /// <param name="native">The editor grew up with the language and approves the words.</param>
    public async Task<string?> CorrectAsync(Actor actor, string kind, string target, string locale, string? words, string reason, bool native, CancellationToken cancellationToken)
    {
        var change = new Correct(kind, target, locale, words?.Trim().ReplaceLineEndings("\n"), native ? actor.Name : null, reason.Trim(), actor.Id);
        if ((MayCorrect(actor, kind) ? rules.Problem(change) : "forbidden") is { } problem)
        {
            return problem;
        }

        await CommitAsync([change, new Audited(actor.Id, words is null ? "words.hide" : "words.correct", $"{kind} {locale} {target}")], cancellationToken);
        return null;
    }

    /// <summary>Back to what the product came with.</summary>
    public async Task<string?> UndoAsync(Actor actor, string kind, string target, string locale, string reason, CancellationToken cancellationToken)
    {
        if (!MayCorrect(actor, kind) || reason.Trim().Length < 3)
        {
            return MayCorrect(actor, kind) ? "reason" : "forbidden";
        }

        await CommitAsync([new UndoCorrections(kind, target, locale, reason.Trim(), actor.Id), new Audited(actor.Id, "words.undo", $"{kind} {locale} {target}")], cancellationToken);
        return null;
    }

    /// <summary>The words of an older version become the newest; nothing is deleted.</summary>
    public async Task<string?> RestoreAsync(Actor actor, long version, string reason, CancellationToken cancellationToken) =>
        await store.FindAsync(version, cancellationToken) is not { } row ? "unknown"
        : row.Own ? await UndoAsync(actor, row.Kind, row.Target, row.Locale, reason, cancellationToken)
        : await CorrectAsync(actor, row.Kind, row.Target, row.Locale, row.Words, reason, native: false, cancellationToken);

    /// <summary>A lawyer's name behind the Italian sentence as it stands. Other words need another signature.</summary>
    public async Task<string?> SignAsync(Actor actor, string target, string reference, DateOnly expiresOn, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var problem = !actor.MaySign ? "forbidden"
            : rights.Italian(target) is null ? "unknown"
            // What no text may say is not signed into the product either.
            : rules.Problem(new Correct(CorrectionKinds.Right, target, "it", rights.Italian(target), null, reference.Trim(), actor.Id)) is { } wording and not "reason" ? wording
            : reference.Trim().Length is < 5 or > 300 ? "reference"
            : expiresOn <= today || expiresOn > today.AddDays(LongestSignatureDays) ? "expiry" : null;
        if (problem is not null)
        {
            return problem;
        }

        await CommitAsync([new SignLine(target, rights.Italian(target)!, reference.Trim(), expiresOn, actor.Id, actor.Name), new Audited(actor.Id, "words.sign", target)], cancellationToken);
        return null;
    }

    /// <summary>Lines that wait for a lawyer: general knowledge nobody has confirmed.</summary>
    public IReadOnlyList<UnconfirmedLine> Waiting() => rights.Unconfirmed();

    public LegalSignature? SignatureOf(string target) => rights.SignatureOf(target);

    /// <summary>Once this returns, this node says the new words.</summary>
    private async Task CommitAsync(IReadOnlyList<IChange> changes, CancellationToken cancellationToken)
    {
        await committer.CommitAsync(changes, cancellationToken);
        foreach (var refresh in refreshes)
        {
            await refresh.RefreshAsync(cancellationToken);
        }
    }

    /// <summary>Numbers and hours are also the coordinator's, who speaks with the services.</summary>
    private static bool MayCorrect(Actor actor, string kind) =>
        actor.MayCorrect || (actor.IsCoordinator && kind is CorrectionKinds.Phone or CorrectionKinds.Hours or CorrectionKinds.Service);

    private IEnumerable<Saying> All(LocaleTag tag)
    {
        foreach (var (key, italian) in locales.Section(LocaleTag.Italian, ""))
        {
            if (!key.StartsWith(PackCheck.OfTheDesk, StringComparison.Ordinal))
            {
                var said = locales.Text(tag, key);
                yield return new Saying(CorrectionKinds.Text, key, tag.Value, italian, said.Locale == tag ? said.Text : null, said.State);
            }
        }

        foreach (var (id, _, words) in rights.Words(tag))
        {
            yield return new Saying(CorrectionKinds.Right, id, tag.Value, rights.Italian(id) ?? "", rights.Said(tag, id, words), locales.Pack(tag).State);
        }
    }

    private static bool Contains(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
