using CoRe.Bot.Storage;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>Brings the database up to date, starts everything, says where the doors are.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        if (SelfCheckVerb.Refusal(app.Services) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 1;
        }

        await app.StartAsync();
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Chat: {url.TrimEnd('/')}/");
            Console.WriteLine($"Desk: {url.TrimEnd('/')}/desk");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
