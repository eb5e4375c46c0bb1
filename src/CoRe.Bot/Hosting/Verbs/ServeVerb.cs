using CoRe.Bot.Screening;
using CoRe.Bot.Storage;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>Brings the database up to date, starts everything, says where the doors are.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        // Half of a start is reading the lexicons; a second core does it meanwhile. Whoever needs them first waits for the same ones.
        var lexicons = Task.Run(app.Services.GetRequiredService<RiskLexicon>);
        await app.Services.GetRequiredService<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        if (SelfCheckVerb.Refusal(app.Services) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 1;
        }

        var topics = Task.Run(app.Services.GetRequiredService<TopicRecognizer>);
        await app.StartAsync();
        await Task.WhenAll(lexicons, topics);
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Chat: {url.TrimEnd('/')}/");
            Console.WriteLine($"Desk: {url.TrimEnd('/')}/desk");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
