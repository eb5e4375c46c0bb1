using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Hosting.Verbs.Translating;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Detection;
using CoRe.Bot.Rights;
using CoRe.Bot.Screening;
using CoRe.Bot.Storage;
using CoRe.Bot.Understanding;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Hosting;

/// <summary>The verbs of the one executable. Without a verb it serves; the others share its composition and open no port.</summary>
internal static class CommandLine
{
    public static readonly IReadOnlyList<string> Names = ["serve", "eval", "screening", "languages", "locales", "directory", "try", "self-check"];

    /// <summary>The verb and what follows it; host settings such as <c>--urls</c> may stand before or after.</summary>
    public static (string Verb, string[] Arguments) Parse(string[] args) =>
        args is not [var first, .. var rest] || first.StartsWith('-') ? ("serve", args)
        : !Names.Contains(first) ? ("", args)
        : first == "try" ? (first, [.. rest, .. TryVerb.OwnFolder()])
        : (first, rest);

    /// <summary>
    /// What the settings may read of the arguments: <c>--name=value</c> and <c>--name value</c>. An argument of a verb is none: the reader
    /// of the settings would take a path like "/data/rows.jsonl" for a name and swallow the setting after it.
    /// </summary>
    public static string[] Settings(string[] rest)
    {
        var settings = new List<string>();
        for (var i = 0; i < rest.Length; i++)
        {
            var named = rest[i].StartsWith("--", StringComparison.Ordinal);
            if (named && rest[i].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(rest[i]);
            }
            else if (named && i + 1 < rest.Length && !rest[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{rest[i]}={rest[++i]}");
            }
        }

        return [.. settings];
    }

    public static async Task<int> RunAsync(WebApplication app, string verb, string[] rest)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return (verb, rest) switch
        {
            ("serve", _) => await ServeVerb.RunAsync(app),
            ("eval", ["risk", var file, ..]) => await EvalRiskVerb.RunAsync(Get<RiskScreener>(app), Alone(app), file, Option(rest, "--out"), Console.Out, stop.Token, rest.Contains("--aside")),
            ("eval", ["disguises", var file, ..]) => await EvalDisguisesVerb.RunAsync(Get<RiskScreener>(app), file, Option(rest, "--out"), Console.Out, stop.Token),
            ("screening", ["train", .. var files]) when Option(rest, "--out") is { } path =>
                await TrainVerb.RunAsync(Get<RiskLexicon>(app), [.. files.TakeWhile(f => f != "--out")], path, Console.Out, stop.Token),
            ("screening", ["check", ..]) => await LexiconCheckVerb.RunAsync(Get<RiskLexicon>(app), Console.Out),
            ("screening", ["replay", var before, var after, .. var files]) when files.Length > 0 => await ReplayVerb.RunAsync(before, after, files, Console.Out, stop.Token),
            ("eval", ["topics", var file, ..]) => await EvalTopicsVerb.RunAsync(Get<TopicRecognizer>(app), file, Option(rest, "--out"), Console.Out, stop.Token),
            ("eval", ["languages", var file, ..]) => await EvalLanguagesVerb.RunAsync(Get<LanguageDetector>(app), file, Console.Out, stop.Token, rest.Contains("--aside")),
            ("languages", ["train", .. var files]) when Option(rest, "--out") is { } path => await LanguageTrainVerb.RunAsync(
                Get<LocaleLibrary>(app).Folder, [.. files.TakeWhile(f => f != "--out")], path, Console.Out, stop.Token),
            ("locales", _) => await LocalesVerb.RunAsync(Get<LocaleLibrary>(app), Get<RightsLibrary>(app), Get<TopicRecognizer>(app), [.. rest.Where(word => !(word.StartsWith("--", StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal)))], Console.Out),
            ("directory", _) => await DirectoryVerb.RunAsync(app.Services, rest, Console.Out, stop.Token),
            ("try", _) => await TryVerb.RunAsync(app.Services, rest, Console.In, Console.Out, stop.Token),
            ("self-check", _) => await SelfCheckVerb.RunAsync(app.Services, Console.Out, stop.Token),
            _ => Usage(),
        };
    }

    /// <summary>The lexicons without the second opinion; null when it is off and there is nothing to compare.</summary>
    private static RiskScreener? Alone(WebApplication app) =>
        Get<IOptions<ScreeningOptions>>(app).Value.SecondOpinion ? new RiskScreener(Get<RiskLexicon>(app)) : null;

    internal static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static T Get<T>(WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();

    private static int Usage()
    {
        Console.Error.WriteLine("""
            Usage: CoRe.Bot [serve] [--urls URL]
                   CoRe.Bot eval risk FILE [--out PREDICTIONS] [--aside]
                   CoRe.Bot eval disguises FILE [--out CHANGED]
                   CoRe.Bot eval topics FILE [--out PREDICTIONS]
                   CoRe.Bot eval languages FILE [--aside]
                   CoRe.Bot languages train FILE... --out MODEL
                   CoRe.Bot locales [check | status | export TAG FILE | import FILE [--reviewer NAME] | stamp TAG [--all]]
                   CoRe.Bot directory export FILE | check FILE [--terms MAP] | import FILE [--terms MAP]
                   CoRe.Bot screening train FILE... --out MODEL
                   CoRe.Bot screening replay OLD-LOCALES NEW-LOCALES FILE...
                   CoRe.Bot screening check
                   CoRe.Bot try [--language TAG] [--script FILE] [--save NAME]
                   CoRe.Bot self-check
            """);
        return 64;
    }
}
