using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Lexicons;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>screening check</c>: every pattern against its own examples and counterexamples, with all lexicons loaded, as the tests do it;
/// for mediators who change words and have no compiler. Lexicons alone.
/// </summary>
internal static class LexiconCheckVerb
{
    public static async Task<int> RunAsync(RiskLexicon lexicon, TextWriter output)
    {
        var screener = new RiskScreener(lexicon);
        var broken = 0;
        foreach (var pattern in lexicon.Patterns.Where(p => p.Kind == PatternKind.Risk))
        {
            foreach (var example in pattern.Examples.Where(e => Level(screener, e) < pattern.Floor))
            {
                broken++;
                await output.WriteLineAsync($"{pattern.Id}: '{example}' is found as {(int)Level(screener, example)}, not as {(int)pattern.Floor}").ConfigureAwait(false);
            }

            foreach (var example in pattern.Counterexamples.Where(e => Level(screener, e) >= Severity.High))
            {
                broken++;
                await output.WriteLineAsync($"{pattern.Id}: '{example}' rings an operator ({string.Join(' ', Screen(screener, example).Reasons.Select(r => r.PatternId))})").ConfigureAwait(false);
            }
        }

        await output.WriteLineAsync($"{lexicon.Patterns.Count} patterns, {broken} examples not as written").ConfigureAwait(false);
        return broken == 0 ? 0 : 1;
    }

    private static RiskFinding Screen(RiskScreener screener, string text) => screener.Screen(new PersonText(text), ScreeningMemory.Empty);

    private static Severity Level(RiskScreener screener, string text) => Screen(screener, text).Severity;
}
