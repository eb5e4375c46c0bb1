using System.Text.Json;
using System.Text.RegularExpressions;
using CoRe.Bot.Languages.Detection;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>languages train</c>: makes the model of <see cref="LanguageDetector"/> from labelled rows and from the words that the locale folders hold; the build calls it.
/// </summary>
internal static partial class LanguageTrainVerb
{
    public static async Task<int> RunAsync(string locales, IReadOnlyList<string> inputs, string path, TextWriter output, CancellationToken ct)
    {
        var trainer = new LanguageTrainer();
        try
        {
            foreach (var input in inputs)
            {
                await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
                {
                    // Questions by topic and ideas kept aside stay unread: on them the model is measured.
                    if (row is { Lang: { } language, Topic: null, Aside: false })
                    {
                        trainer.Add(language.ToLowerInvariant(), row.Text);
                    }
                }
            }

            foreach (var folder in Directory.EnumerateDirectories(locales).Order(StringComparer.Ordinal))
            {
                await AddFolderAsync(trainer, folder, ct).ConfigureAwait(false);
            }
        }
        catch (Exception bad) when (bad is FormatException or IOException or JsonException)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return 2;
        }

        var model = trainer.Train();
        model.Save(path);
        await output.WriteLineAsync($"{model.Languages.Count} languages are told apart").ConfigureAwait(false);
        return 0;
    }

    private static async Task AddFolderAsync(LanguageTrainer trainer, string folder, CancellationToken ct)
    {
        var language = Path.GetFileName(folder);
        var pack = Path.Combine(folder, "locale.json");
        if (File.Exists(pack))
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(pack, ct).ConfigureAwait(false));
            if (document.RootElement.TryGetProperty("sister", out var sister))
            {
                trainer.Add(new SisterLanguage(language, sister.GetProperty("of").GetString()!,
                    [.. sister.GetProperty("words").EnumerateArray().Select(word => string.Join(' ', FoldedWords.Of(word.GetString()!)))]));
            }
        }

        var lexicon = Path.Combine(folder, "risk.yaml");
        if (File.Exists(lexicon))
        {
            // The ways to say something stand between brackets, parted by bars; the signs of the pattern language are no letters of it.
            foreach (Match ways in Ways().Matches(await File.ReadAllTextAsync(lexicon, ct).ConfigureAwait(false)))
            {
                foreach (var way in ways.Groups[1].Value.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains('$', StringComparison.Ordinal)))
                {
                    trainer.Add(language, way.Replace("*", "", StringComparison.Ordinal));
                }
            }
        }

        var texts = Path.Combine(folder, "texts");
        foreach (var file in Directory.Exists(texts) ? Directory.GetFiles(texts, "*.json").Order(StringComparer.Ordinal).ToArray() : [])
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, ct).ConfigureAwait(false));
            foreach (var text in document.RootElement.EnumerateObject())
            {
                var words = text.Value.ValueKind == JsonValueKind.Object ? text.Value.GetProperty("text") : text.Value;
                trainer.Add(language, words.GetString());
            }
        }
    }

    [GeneratedRegex(@"\[([^\[\]]*\|[^\[\]]*)\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ways();
}
