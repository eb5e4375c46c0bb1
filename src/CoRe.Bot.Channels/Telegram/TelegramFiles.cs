using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>Voice notes, pictures and files of the Bot API (<c>getFile</c>, up to 20 MB at Telegram).</summary>
internal sealed class TelegramFiles(TelegramWire wire, IHttpClientFactory clients, IOptions<TelegramOptions> options) : IWireFiles
{
    private static readonly Uri Telegrams = new("https://api.telegram.org");

    public string Channel => TelegramReader.Channel;

    public async Task<WireFile> FetchAsync(string key, long largest, CancellationToken cancellationToken)
    {
        try
        {
            var about = await wire.AskAsync(new FileAt { FileId = key }, cancellationToken);
            if (about.ValueKind != JsonValueKind.Object || !about.TryGetProperty("file_path", out var path) || path.GetString() is not { Length: > 0 } place || place.Contains("..", StringComparison.Ordinal))
            {
                return WireFile.Of(WireFileState.Gone);
            }

            var server = (options.Value.Server ?? Telegrams).AbsoluteUri.TrimEnd('/');
            using var answer = await clients.CreateClient(TelegramWire.ClientName).GetAsync(new Uri($"{server}/file/bot{options.Value.Token}/{place}"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await WireFile.ReadAsync(answer, largest, cancellationToken);
        }
        catch (ApiRequestException refused)
        {
            return WireFile.Of(refused.Message.Contains("too big", StringComparison.OrdinalIgnoreCase) ? WireFileState.TooLarge : refused.ErrorCode == 400 ? WireFileState.Gone : WireFileState.Later);
        }
        catch (Exception error) when (error is RequestException or HttpRequestException or IOException or InvalidOperationException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return WireFile.Of(WireFileState.Later);
        }
    }
}
