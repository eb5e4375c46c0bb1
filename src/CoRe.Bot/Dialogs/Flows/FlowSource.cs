using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Languages;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>
/// The flows in use. In development a changed file makes a new library for the next message; a broken file is reported and the
/// last good flows stay, because somebody may be talking right now.
/// </summary>
internal sealed partial class FlowSource : IDisposable
{
    private readonly StepBook _steps;
    private readonly LocaleLibrary _locales;
    private readonly ILogger<FlowSource> _log;
    private readonly FileSystemWatcher? _watcher;
    private FlowLibrary _current;

    public FlowSource(StepBook steps, LocaleLibrary locales, IHostEnvironment environment, IOptions<DialogsOptions> options, ILogger<FlowSource> log)
    {
        (_steps, _locales, _log) = (steps, locales, log);
        Folder = FolderFinder.Find("dialogs", environment.ContentRootPath, options.Value.Folder);
        _current = FlowLibrary.Load(Folder, steps, locales);
        if (options.Value.Reload)
        {
            _watcher = Watch(Folder);
        }
    }

    public string Folder { get; }

    public FlowLibrary Current => Volatile.Read(ref _current);

    /// <summary>Reads the folder again; false when it is broken and the old flows stay.</summary>
    public bool TryReload()
    {
        try
        {
            Volatile.Write(ref _current, FlowLibrary.Load(Folder, _steps, _locales));
            Reloaded(_log);
            return true;
        }
        catch (FlowException broken)
        {
            Refused(_log, broken.Message);
        }
        catch (IOException)
        {
            // An editor still holds the file; its next event comes with the finished text.
        }

        return false;
    }

    public void Dispose() => _watcher?.Dispose();

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder, "*.yaml") { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => TryReload();
        watcher.Created += (_, _) => TryReload();
        watcher.Deleted += (_, _) => TryReload();
        watcher.Renamed += (_, _) => TryReload();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    [LoggerMessage(1501, LogLevel.Information, "The flows were read again")]
    private static partial void Reloaded(ILogger log);

    [LoggerMessage(1502, LogLevel.Error, "The flows were not taken over: {Code}")]
    private static partial void Refused(ILogger log, string code);
}
