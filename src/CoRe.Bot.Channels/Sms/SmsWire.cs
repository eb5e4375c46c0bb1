using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Sms;

/// <summary>Short messages: no buttons, every letter costs.</summary>
internal sealed class SmsWire(ISmsProvider provider) : IWire
{
    public const string ChannelId = "sms";

    public string Channel => ChannelId;

    // Four joined segments of the small alphabet; a provider takes 1600, a phone shows less.
    public WireLimits Limits { get; } = new(612, 0, 0, Links: false);

    public Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken) => provider.SendAsync(user, SmsText.Slim(message.Text), cancellationToken);
}
