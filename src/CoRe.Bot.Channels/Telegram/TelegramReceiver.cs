using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>Hands one update over, however it came: first it is stored, then the tap is acknowledged.</summary>
internal sealed partial class TelegramReceiver(TelegramWire wire, IWireInbox inbox, ILogger<TelegramReceiver> log)
{
    /// <exception cref="IOException">It could not be stored; Telegram keeps it and gives it again.</exception>
    public async Task TakeAsync(TelegramUpdate update, CancellationToken cancellationToken)
    {
        if (update.Said is { } said)
        {
            // It arrived whole: a connection that breaks in this moment must not undo it.
            await inbox.AcceptAsync(said, CancellationToken.None);
        }
        else if (update.Kind == TelegramKind.ShutOut)
        {
            await inbox.ShutOutAsync(TelegramReader.Channel, update.Chat, CancellationToken.None);
        }
        else if (update.Kind == TelegramKind.Group && long.TryParse(update.Chat, out var group))
        {
            await TryAsync(new LeaveGroup { ChatId = new ChatId(group) }, cancellationToken);
        }

        if (update.Callback is { } callback)
        {
            await TryAsync(new TapTaken { CallbackQueryId = callback }, cancellationToken);
        }
    }

    /// <summary>A courtesy to the app: nothing hangs on it.</summary>
    private async Task TryAsync(global::Telegram.Bot.Requests.RequestBase<JsonElement> request, CancellationToken cancellationToken)
    {
        try
        {
            await wire.AskAsync(request, cancellationToken);
        }
        catch (Exception error) when (error is RequestException or HttpRequestException or OperationCanceledException)
        {
            CourtesyFailed(log, error.GetType().Name);
        }
    }

    [LoggerMessage(7101, LogLevel.Debug, "Telegram did not take a courtesy: {ErrorType}")]
    private static partial void CourtesyFailed(ILogger log, string errorType);
}
