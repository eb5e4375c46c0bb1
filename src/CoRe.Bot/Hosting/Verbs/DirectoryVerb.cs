using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>directory</c>: the services in and out as Open Referral HSDS 3. <c>export</c> writes a page of whole services, <c>check</c> tries a file,
/// <c>import</c> takes it: a running server shows it within half a minute. What cannot be used changes nothing.
/// </summary>
internal static class DirectoryVerb
{
    private const int BadInput = 2;

    public static async Task<int> RunAsync(IServiceProvider services, string[] rest, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            return rest switch
            {
                ["export", var path, ..] => await ExportAsync(services, path, output, cancellationToken),
                ["check", var path, ..] => (await ReadAsync(services, path, CommandLine.Option(rest, "--terms"), output, cancellationToken), 0).Item2,
                ["import", var path, ..] => await ImportAsync(services, path, CommandLine.Option(rest, "--terms"), output, cancellationToken),
                _ => await SayAsync(output, "directory export FILE | check FILE [--terms MAP] | import FILE [--terms MAP]", BadInput),
            };
        }
        catch (Exception bad) when (bad is FormatException or IOException or JsonException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync(bad.Message);
            return await SayAsync(output, "Nothing was changed.", BadInput);
        }
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string path, TextWriter output, CancellationToken cancellationToken)
    {
        var json = await NewestAsync(services, cancellationToken);
        await File.WriteAllTextAsync(path, DirectoryImport.Write(json is null ? DirectoryFiles.Everything() : JsonNode.Parse(json)!.AsObject()), cancellationToken);
        return await SayAsync(output, "Written. The addresses of shielded services are not in it.", 0);
    }

    private static async Task<int> ImportAsync(IServiceProvider services, string path, string? terms, TextWriter output, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(services, path, terms, output, cancellationToken);
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(cancellationToken);
        var committer = services.GetRequiredService<Committer>();
        await committer.StartAsync(cancellationToken);
        await committer.CommitAsync([new TakeDirectory(read.Json, read.Services, "command line")], cancellationToken);
        await committer.StopAsync(cancellationToken);
        return await SayAsync(output, "Taken. A running server shows it within half a minute.", 0);
    }

    private static async Task<ReadDirectory> ReadAsync(IServiceProvider services, string path, string? terms, TextWriter output, CancellationToken cancellationToken)
    {
        var map = terms is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(terms, cancellationToken));
        var read = DirectoryImport.Read(await File.ReadAllTextAsync(path, cancellationToken), map, services.GetRequiredService<ServiceLibrary>());
        foreach (var note in read.Notes)
        {
            await output.WriteLineAsync(note);
        }

        return read;
    }

    /// <summary>The directory that was last brought in; null while the one of the program is shown, or before the first start.</summary>
    private static async Task<string?> NewestAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(cancellationToken);
        return await services.GetRequiredService<UpkeepStore>().TablesAsync(null, cancellationToken);
    }

    private static async Task<int> SayAsync(TextWriter output, string sentence, int code)
    {
        await output.WriteLineAsync(sentence);
        return code;
    }
}
