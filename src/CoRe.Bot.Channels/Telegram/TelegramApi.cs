using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace CoRe.Bot.Channels.Telegram;

// Answers are taken as they are: a member that a newer server adds or changes must not make a message that went out look as if it had not.

internal sealed class PlainMessage() : RequestBase<JsonElement>("sendMessage")
{
    public required ChatId ChatId { get; init; }

    public required string Text { get; init; }

    public ReplyMarkup? ReplyMarkup { get; init; }

    public LinkPreviewOptions LinkPreviewOptions { get; } = new() { IsDisabled = true };
}

internal sealed class WaitingUpdates() : RequestBase<JsonElement>("getUpdates")
{
    public long? Offset { get; init; }

    public int Timeout { get; init; }

    public string[] AllowedUpdates { get; } = TelegramReader.Wanted;
}

internal sealed class TapTaken() : RequestBase<JsonElement>("answerCallbackQuery")
{
    public required string CallbackQueryId { get; init; }
}

internal sealed class FileAt() : RequestBase<JsonElement>("getFile")
{
    public required string FileId { get; init; }
}

internal sealed class LeaveGroup() : RequestBase<JsonElement>("leaveChat")
{
    public required ChatId ChatId { get; init; }
}

internal sealed class CommandMenu() : RequestBase<JsonElement>("setMyCommands")
{
    public required IReadOnlyList<BotCommand> Commands { get; init; }

    public string? LanguageCode { get; init; }
}

internal sealed class WebhookAt() : RequestBase<JsonElement>("setWebhook")
{
    public required string Url { get; init; }

    public required string SecretToken { get; init; }

    public string[] AllowedUpdates { get; } = TelegramReader.Wanted;
}

internal sealed class NoWebhook() : RequestBase<JsonElement>("deleteWebhook");
