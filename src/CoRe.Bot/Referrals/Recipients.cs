using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.ServiceDirectory;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>A service that takes referrals, by one of three ways: e-mail, signed calls, its own Primero.</summary>
/// <param name="Phone">Where the code of a link goes.</param>
internal sealed record Recipient(string ServiceId, string Name, string Email, string? Phone = null, HookOptions? Hook = null, PrimeroOptions? Primero = null);

/// <summary>Who takes referrals.</summary>
internal interface IRecipients
{
    /// <summary>Every service that may be chosen now.</summary>
    IReadOnlyCollection<Recipient> All { get; }

    Recipient? Find(string? serviceId);
}

/// <summary>
/// The ones of the settings: each is an agreement between people, not an address found on a page. While everything is only
/// tried out (not production, and the mail server is on this machine) the directory's own addresses serve as well.
/// </summary>
internal sealed class AgreedRecipients(IOptions<ReferralOptions> options, IOptions<SmtpOptions> smtp, ServiceLibrary services, IConfiguration settings) : IRecipients
{
    private readonly bool _trial = settings["Mode"] != "production" && smtp.Value.IsLocal;

    public IReadOnlyCollection<Recipient> All =>
        [.. options.Value.Recipients.Keys.Union(_trial ? services.ForDesk().Select(service => service.Id) : []).Select(Find).OfType<Recipient>()];

    public Recipient? Find(string? serviceId)
    {
        if (serviceId is null)
        {
            return null;
        }

        if (options.Value.Recipients.TryGetValue(serviceId, out var agreed))
        {
            return new Recipient(serviceId, agreed.Name, agreed.Email, agreed.Phone.Length > 0 ? agreed.Phone : null, agreed.Hook, agreed.Primero);
        }

        return _trial && services.FindForDesk(serviceId) is { Email: { } email } service && SmtpOptions.IsMailbox(email)
            ? new Recipient(serviceId, service.Name, email)
            : null;
    }
}

/// <summary>What stands between a yes in chat and a letter that arrives.</summary>
internal sealed class ReferralReadiness(IOptions<ReferralOptions> options, IOptions<SmtpOptions> smtp) : IReadinessCheck
{
    public IEnumerable<Readiness> Check()
    {
        yield return smtp.Value.IsConfigured
            ? new Readiness("Referrals", ReadinessLevel.Ready, "a mail server is set")
            : new Readiness("Referrals", ReadinessLevel.Open, "Mail:Host is empty: no referral can be sent");
        if (options.Value.Recipients.Count == 0)
        {
            yield return new Readiness("Referrals", ReadinessLevel.Open, "Referrals:Recipients is empty: no service has agreed on a mailbox");
        }
    }
}
