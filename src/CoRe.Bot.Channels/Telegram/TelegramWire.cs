using System.Globalization;
using System.Net;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>Sends by the Bot API. One try a call: when to try again is the host's, which keeps the order of a talk.</summary>
internal sealed class TelegramWire(IHttpClientFactory clients, IOptions<TelegramOptions> options) : IWire
{
    /// <summary>Name of the HTTP client. It writes no log: the token stands in every address.</summary>
    public const string ClientName = "telegram";

    // Two in a row read well on a small screen; longer labels get a row of their own.
    private const int ShortLabel = 16;

    public string Channel => TelegramReader.Channel;

    public WireLimits Limits { get; } = new(4096, 40, 60, Links: true);

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        if (!long.TryParse(user, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat))
        {
            return new WireOutcome(WireResult.Refused, "address");
        }

        try
        {
            await AskAsync(new PlainMessage { ChatId = new ChatId(chat), Text = message.Text, ReplyMarkup = Markup(message) }, cancellationToken);
            return WireOutcome.Sent;
        }
        catch (ApiRequestException refused)
        {
            return Of(refused);
        }
        catch (Exception error) when (error is RequestException or HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    /// <summary>One call of the Bot API.</summary>
    /// <exception cref="RequestException">Refused (<see cref="ApiRequestException"/>) or unreachable.</exception>
    internal Task<JsonElement> AskAsync(global::Telegram.Bot.Requests.RequestBase<JsonElement> request, CancellationToken cancellationToken)
    {
        var settings = new TelegramBotClientOptions(options.Value.Token, options.Value.Server?.AbsoluteUri.TrimEnd('/')) { RetryCount = 0, RetryThreshold = 0 };
        return new TelegramBotClient(settings, clients.CreateClient(ClientName)).SendRequest(request, cancellationToken);
    }

    private static WireOutcome Of(ApiRequestException refused) => refused.ErrorCode switch
    {
        (int)HttpStatusCode.TooManyRequests => new(WireResult.Later, "slow_down", TimeSpan.FromSeconds(refused.Parameters?.RetryAfter ?? 1)),
        // Blocked by the person, account deleted, chat never begun.
        (int)HttpStatusCode.Forbidden => new(WireResult.ShutOut, "blocked"),
        (int)HttpStatusCode.BadRequest when refused.Message.Contains("chat not found", StringComparison.OrdinalIgnoreCase) => new(WireResult.ShutOut, "gone"),
        (int)HttpStatusCode.BadRequest or (int)HttpStatusCode.RequestEntityTooLarge => new(WireResult.Refused, "bad_request"),
        // A wrong token is the house's mistake: messages wait until it is mended.
        _ => new(WireResult.Later, "refused"),
    };

    private static InlineKeyboardMarkup? Markup(WireMessage message)
    {
        var rows = new List<List<InlineKeyboardButton>>();
        foreach (var button in message.Buttons)
        {
            var shown = InlineKeyboardButton.WithCallbackData(button.Label, button.Id);
            if (button.Label.Length <= ShortLabel && rows is [.., { Count: 1 } last] && last[0].Text.Length <= ShortLabel)
            {
                last.Add(shown);
            }
            else
            {
                rows.Add([shown]);
            }
        }

        rows.InsertRange(0, message.Links.Select(link => new List<InlineKeyboardButton> { InlineKeyboardButton.WithUrl(link.Label, link.Address.AbsoluteUri) }));
        return rows.Count == 0 ? null : new InlineKeyboardMarkup(rows);
    }
}
