using System.Globalization;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Hosting.Verbs.Translating;

/// <summary>
/// <c>locales</c>: what has to be mended; <c>status</c>: how far each language is; <c>export</c> and <c>import</c> for translators; <c>stamp</c>: the texts were
/// written from the Italian of today.
/// </summary>
internal static class LocalesVerb
{
    private const int BadInput = 2;

    public static Task<int> RunAsync(LocaleLibrary locales, RightsLibrary rights, TopicRecognizer topics, string[] rest, TextWriter output) => rest switch
    {
        [] or ["check"] => CheckAsync(locales, rights, output),
        ["status"] => StatusAsync(locales, rights, topics, output),
        ["export", var tag, var path, ..] => WithPackAsync(locales, tag, output, of => ExportAsync(locales, rights, of, path, output)),
        ["import", var path, ..] => ImportAsync(locales, rights, path, CommandLine.Option(rest, "--reviewer"), output),
        ["stamp", var tag, ..] => WithPackAsync(locales, tag, output, of => StampAsync(locales, rights, of, rest.Contains("--all"), output)),
        _ => SayAsync(output, "locales [check] | status | export TAG FILE | import FILE [--reviewer NAME] | stamp TAG [--all]", BadInput),
    };

    private static async Task<int> CheckAsync(LocaleLibrary locales, RightsLibrary rights, TextWriter output)
    {
        var problems = locales.Problems().Concat(rights.Problems()).ToList();
        problems.ForEach(output.WriteLine);
        return await SayAsync(output, $"{problems.Count} problems", problems.Count == 0 ? 0 : 1);
    }

    private static async Task<int> StatusAsync(LocaleLibrary locales, RightsLibrary rights, TopicRecognizer topics, TextWriter output)
    {
        await output.WriteLineAsync("language level     keys           draft machine reviewed stale  ways to ask  reviewer");
        foreach (var pack in locales.Packs)
        {
            var units = TranslationUnit.Of(locales, rights, pack.Tag);
            var there = units.Where(unit => unit.Words is not null || pack.Tag == LocaleTag.Italian).ToList();
            int In(TextState state) => there.Count(unit => unit.State == state);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{pack.Tag,-8} {(pack.SafetyLevel ? "safety" : "complete"),-8} {there.Count,5} {there.Count / (double)units.Count,6:0%}   {In(TextState.Draft),5} {In(TextState.Machine),7} {In(TextState.Reviewed),8} {In(TextState.Stale),5}  {topics.WaysToAsk(pack.Tag),11}  {pack.Reviewer ?? "nobody"}"));
        }

        return 0;
    }

    private static async Task<int> ExportAsync(LocaleLibrary locales, RightsLibrary rights, LocaleTag tag, string path, TextWriter output)
    {
        var units = TranslationUnit.Of(locales, rights, tag);
        await using (var file = new StreamWriter(path))
        {
            Xliff.Write(file, tag, units);
        }

        return await SayAsync(output, $"{units.Count} sentences, {units.Count(unit => unit.Words is null)} without words yet", 0);
    }

    private static async Task<int> ImportAsync(LocaleLibrary locales, RightsLibrary rights, string path, string? reviewer, TextWriter output)
    {
        try
        {
            using var file = File.OpenText(path);
            var (tag, brought) = Xliff.Read(file);
            return await WithPackAsync(locales, tag.Value, output, async of =>
            {
                var known = TranslationUnit.Of(locales, rights, of).ToDictionary(unit => unit.Id);
                var problems = PackWriter.Problems(known, brought, reviewer).ToList();
                problems.ForEach(output.WriteLine);
                if (problems.Count > 0)
                {
                    return await SayAsync(output, "Nothing was changed.", BadInput);
                }

                var changed = new PackWriter(locales, of).Write(known, brought, reviewer);
                return await SayAsync(output, $"{brought.Count} sentences of '{of}' read, {changed} changed", 0);
            });
        }
        catch (Exception bad) when (bad is FormatException or IOException or ArgumentException)
        {
            return await SayAsync(output, bad.Message, BadInput);
        }
    }

    private static Task<int> StampAsync(LocaleLibrary locales, RightsLibrary rights, LocaleTag tag, bool all, TextWriter output) =>
        SayAsync(output, $"{new PackWriter(locales, tag).Stamp(TranslationUnit.Of(locales, rights, tag), all)} texts stamped", 0);

    private static Task<int> WithPackAsync(LocaleLibrary locales, string tag, TextWriter output, Func<LocaleTag, Task<int>> act) =>
        locales.Packs.FirstOrDefault(pack => pack.Tag.Value == tag && pack.Tag != LocaleTag.Italian) is { } pack
            ? act(pack.Tag)
            : SayAsync(output, $"'{tag}' is no language that is translated here.", BadInput);

    private static async Task<int> SayAsync(TextWriter output, string sentence, int code)
    {
        await output.WriteLineAsync(sentence);
        return code;
    }
}
