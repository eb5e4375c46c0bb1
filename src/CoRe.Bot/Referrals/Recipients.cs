using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>A service that takes referrals.</summary>
internal sealed record Recipient(string ServiceId, string Name, string Email);

/// <summary>Who takes referrals.</summary>
internal interface IRecipients
{
    IReadOnlyCollection<Recipient> All { get; }

    Recipient? Find(string? serviceId);
}

/// <summary>The ones of the settings: each is an agreement between people, not an address found on a page.</summary>
internal sealed class AgreedRecipients(IOptions<ReferralOptions> options) : IRecipients
{
    private readonly Dictionary<string, Recipient> _recipients =
        options.Value.Recipients.ToDictionary(r => r.Key, r => new Recipient(r.Key, r.Value.Name, r.Value.Email), StringComparer.Ordinal);

    public IReadOnlyCollection<Recipient> All => _recipients.Values;

    public Recipient? Find(string? serviceId) => serviceId is null ? null : _recipients.GetValueOrDefault(serviceId);
}
