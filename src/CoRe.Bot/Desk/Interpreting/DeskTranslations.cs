using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Translating;
using Microsoft.Extensions.Caching.Memory;

namespace CoRe.Bot.Desk.Interpreting;

/// <summary>A line in the operator's language. <paramref name="Words"/> is null when the engine did not answer.</summary>
internal sealed record TranslatedWords(string? Words, string Engine, DateTimeOffset At);

/// <summary>
/// Translations of lines for open desks. Kept in memory for half an hour and nowhere else: the original is what counts, and a stored
/// translation would be a second copy of a child's words.
/// </summary>
internal sealed class DeskTranslations(Interpreter interpreter, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = 5000 });
    private readonly SemaphoreSlim _few = new(4);

    public string? Engine => interpreter.Engine;

    /// <summary>The line in Italian; from memory when it was asked for before.</summary>
    public async Task<TranslatedWords> OfAsync(CaseId caseId, long number, PersonText words, LocaleTag? from, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue((caseId, number), out TranslatedWords? known) && known is not null)
        {
            return known;
        }

        await _few.WaitAsync(cancellationToken);
        try
        {
            var made = await interpreter.TranslateAsync(words, from, LocaleTag.Italian, cancellationToken);
            return _made.Set((caseId, number), new TranslatedWords(made.Words.Reveal(), made.Engine, time.GetUtcNow()), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });
        }
        catch (TranslatorException)
        {
            return new TranslatedWords(null, interpreter.Engine ?? "", time.GetUtcNow());
        }
        finally
        {
            _few.Release();
        }
    }

    public void Dispose()
    {
        _made.Dispose();
        _few.Dispose();
    }
}
