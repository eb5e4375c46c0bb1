using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>Sets the bot up at Telegram (webhook or none, menu of commands), then asks for updates when polling.</summary>
internal sealed partial class TelegramService(TelegramWire wire, TelegramReceiver receiver, IWireWords words, IOptions<TelegramOptions> options, ILogger<TelegramService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // A server that answers an open question at once must not be asked without end.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await UntilItWorksAsync(options.Value.Mode == TelegramMode.Webhook
            ? new WebhookAt { Url = options.Value.Webhook!.AbsoluteUri, SecretToken = options.Value.Secret }
            : new NoWebhook(), stoppingToken);
        await ShowCommandsAsync(stoppingToken);
        if (options.Value.Mode == TelegramMode.Polling)
        {
            await PollAsync(stoppingToken);
        }
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        long? next = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var updates = await wire.AskAsync(new WaitingUpdates { Offset = next, Timeout = options.Value.PollSeconds }, stoppingToken);
                foreach (var raw in updates.EnumerateArray())
                {
                    // Asking for the next ones tells Telegram that these are safe: only after each was stored.
                    var update = TelegramReader.Read(raw);
                    await receiver.TakeAsync(update, stoppingToken);
                    next = update.Id > 0 ? Math.Max(next ?? 0, update.Id + 1) : next;
                }

                await Task.Delay(Breath, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is RequestException or HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
            {
                PollFailed(log, error is ApiRequestException refused ? refused.ErrorCode : 0, error.GetType().Name);
                await WaitAsync(Pause, stoppingToken);
            }
        }
    }

    private async Task UntilItWorksAsync(global::Telegram.Bot.Requests.RequestBase<JsonElement> request, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wire.AskAsync(request, stoppingToken);
                return;
            }
            catch (Exception error) when (error is RequestException or HttpRequestException || (error is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                PollFailed(log, error is ApiRequestException refused ? refused.ErrorCode : 0, error.GetType().Name);
                await WaitAsync(Pause, stoppingToken);
            }
        }
    }

    private async Task ShowCommandsAsync(CancellationToken stoppingToken)
    {
        foreach (var language in words.Languages.Prepend("").Where(tag => tag.Length is 0 or 2))
        {
            try
            {
                var menu = words.Commands(language).Select(line => new BotCommand(line.Command, line.Description)).ToList();
                await wire.AskAsync(new CommandMenu { Commands = menu, LanguageCode = language.Length == 0 ? null : language }, stoppingToken);
            }
            catch (Exception error) when (error is RequestException or HttpRequestException or OperationCanceledException)
            {
                // The commands work without a menu; no use in asking for the other languages.
                MenuFailed(log, error.GetType().Name);
                return;
            }
        }
    }

    private static async Task WaitAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(pause, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(7102, LogLevel.Warning, "Telegram cannot be reached or refuses ({Status}, {ErrorType}); trying again")]
    private static partial void PollFailed(ILogger log, int status, string errorType);

    [LoggerMessage(7103, LogLevel.Information, "The menu of commands is not set at Telegram: {ErrorType}")]
    private static partial void MenuFailed(ILogger log, string errorType);
}
