using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>What another programme is told: codes and the name of a place, nothing of the person.</summary>
/// <param name="Event"><c>referral.new</c>, <c>referral.withdrawal</c>, <c>referral.reminder</c>, <c>referral.followup</c>.</param>
/// <param name="Key">Stays the same at every try: the receiver's idempotency key.</param>
/// <param name="Need">Code of the need; need to area only with a new referral.</param>
/// <param name="About"><c>self</c>, or <c>other</c> when the writer reports about another person and stays anonymous.</param>
/// <param name="AnswerAt">Where the answer is posted, signed with the same secret; null without an address of this site.</param>
internal sealed record HookParcel(string Event, string Key, Guid Referral, string Number, string? Need, string? Urgency, string? Language, string? Area, string? AnswerAt, string ServiceId, string? About = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HookParcel))]
internal sealed partial class HookJson : JsonSerializerContext;

/// <summary>Tells a programme of the service by a signed call.</summary>
internal sealed class HookCourier(EnqueueWriter enqueue, IOptions<SiteOptions> site) : ICourier
{
    public const string Kind = "referral.hook";

    public bool Serves(Recipient recipient) => recipient.Hook is not null;

    public bool IsReady => true;

    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, ReferralDetails? details, Parcel parcel, long release, CancellationToken cancellationToken)
    {
        // More than codes goes to people, behind a link; a programme is told that a person has to call.
        if (row.Need is null || row.ServiceId is null || parcel == Parcel.Handing || (parcel == Parcel.Referral && details?.Area is null))
        {
            return false;
        }

        // A reminder or a question is one a turn of the row; the referral itself is one a release.
        var (purpose, isNew) = (ParcelRules.Purpose(parcel), parcel == Parcel.Referral);
        var key = isNew ? $"{row.Id:N}.{release}" : purpose == "withdrawal" ? $"{row.Id:N}.withdrawal" : $"{row.Id:N}.{purpose}.{row.Version}";
        var json = JsonSerializer.SerializeToUtf8Bytes(new HookParcel("referral." + (purpose ?? "new"), key, row.Id, Letters.Number(row), isNew ? row.Need : null,
            isNew ? row.Urgency.ToString().ToLowerInvariant() : null, isNew ? row.Language : null, details?.Area, site.Value.Address is { } address ? new Uri(address, $"/hooks/referrals/{row.Id:N}").AbsoluteUri : null, row.ServiceId, isNew ? row.ForAnother ? "other" : "self" : null), HookJson.Default.HookParcel);
        await ((IChangeWriter)enqueue).WriteAsync(new Enqueue(Kind, $"{key}/{row.Version}", new ConversationId(row.ConversationId), new CaseId(row.CaseId), new ReferralId(row.Id), json), scope, cancellationToken);
        return true;
    }
}

/// <summary>Makes the call.</summary>
internal sealed class HookSender(ICoreDb database, IRecipients recipients, SignedHook hook) : IOutboxSender
{
    public string Kind => HookCourier.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var parcel = Open(delivery);
        await ParcelRules.CheckAsync(database, delivery.ReferralId, Purpose(parcel), cancellationToken);
        if (recipients.Find(parcel.ServiceId)?.Hook is not { } machine)
        {
            throw new OutboxException("delivery_not_configured", permanent: false);
        }

        await hook.PostAsync(machine.Address!, machine.Secret, parcel.Key, delivery.Payload, cancellationToken);
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Purpose(Open(delivery)), sent: true);

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Purpose(Open(delivery)), sent: false);

    private static HookParcel Open(OutboxDelivery delivery) => JsonSerializer.Deserialize(delivery.Payload.Span, HookJson.Default.HookParcel)!;

    private static string? Purpose(HookParcel parcel) => parcel.Event == "referral.new" ? null : parcel.Event["referral.".Length..];
}
