using System.Diagnostics;
using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Detection;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;
using CoRe.Bot.Understanding;
using CoRe.Bot.Understanding.Recognizers;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>What understanding costs a message, over the labelled questions of the tests, and how long the server takes from nothing to its first open door.</summary>
internal static class UnderstandingSuite
{
    private const int Starts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] args)
    {
        var data = Path.Combine(ScreeningSuite.Root(), "tests", "data");
        string[] questions = [.. Texts(data, "intent-dev.jsonl"), .. Texts(data, "intent-own.jsonl")];
        string[] answers = [.. Texts(data, "answers-own.jsonl")];
        var locales = LocaleLibrary.Load(Path.Combine(ScreeningSuite.Root(), "locales"));
        var detector = LanguageDetector.Load();
        var topics = TopicRecognizer.Load(locales, detector);
        var recognizers = new AnswerRecognizers(locales, TimeProvider.System).For(LocaleTag.Italian);
        var needs = DirectoryFiles.Needs().ToDictionary(need => need.Code);
        var services = new ServiceLibrary(DirectoryFiles.Services(), DirectoryFiles.Cities(), needs, new PlaceBook(DirectoryFiles.Places()), production: false);
        ScreeningSuite.Head();
        ScreeningSuite.Report("topic of a question", questions, text => topics.Recognize(new PersonText(text)));
        ScreeningSuite.Report("language of a question", questions, text => detector.Guess(new PersonText(text)));
        ScreeningSuite.Report("yes or no", answers, text => recognizers.YesNo.Of(text));
        ScreeningSuite.Report("age", answers, text => recognizers.Age.Parse(text));
        ScreeningSuite.Report("date", answers, text => recognizers.Date.Parse(text));
        ScreeningSuite.Report("phone number", answers, text => recognizers.Phone.Parse(text));
        ScreeningSuite.Report("services for a need in a city", [.. needs.Keys], need => services.Search(new ServiceQuery(need, "roma", DateTimeOffset.UnixEpoch, Near: "roma-termini")));
        await ReportStartsAsync();
        return 0;
    }

    private static IEnumerable<string> Texts(string folder, string file) => File.ReadLines(Path.Combine(folder, file)).Select(line =>
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!;
    });

    private static async Task ReportStartsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("core-bot-start-").FullName;
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            times.Add(await StartAsync(folder));
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"server, process start to open: first {times[0]:n0} ms (makes its database), then {string.Join(", ", times.Skip(1).Select(ms => ms.ToString("n0")))} ms");
    }

    private static async Task<double> StartAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "CoRe.Bot.dll"), "serve", "--urls", "http://127.0.0.1:0", $"--Storage:Folder={folder}/data", $"--Privacy:KeyFolder={folder}/keys"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line && !line.StartsWith("Chat: ", StringComparison.Ordinal))
        {
        }

        var took = Stopwatch.GetElapsedTime(began);
        process.Kill();
        await process.WaitForExitAsync(limit.Token);
        return took.TotalMilliseconds;
    }
}
