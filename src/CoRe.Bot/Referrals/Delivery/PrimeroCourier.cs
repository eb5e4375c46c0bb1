using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>A record as it goes to a Primero instance, already in that instance's own field names.</summary>
internal sealed record PrimeroParcel(string ServiceId, string? Purpose, Guid Record, Dictionary<string, string> Fields);

[JsonSerializable(typeof(PrimeroParcel))]
internal sealed partial class PrimeroJson : JsonSerializerContext;

/// <summary>
/// Opens a case in the service's own Primero. The record's id is the referral's, so that a second try meets the first one. Each instance has its
/// own forms: the settings say which of its fields takes what. Reminders and questions are for people: this way knows none.
/// </summary>
internal sealed class PrimeroCourier(EnqueueWriter enqueue) : ICourier
{
    public const string Kind = "referral.primero";

    public bool Serves(Recipient recipient) => recipient.Primero is not null;

    public bool IsReady => true;

    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, ReferralDetails? details, Parcel parcel, long release, CancellationToken cancellationToken)
    {
        if (row.ServiceId is null || row.Need is null || parcel is Parcel.Reminder or Parcel.FollowUp or Parcel.Handing || (parcel == Parcel.Referral && details?.Area is null))
        {
            return false;
        }

        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (parcel == Parcel.Referral)
        {
            facts = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["number"] = Letters.Number(row), ["need"] = row.Need, ["need_name"] = ReferralContent.NeedName(row.Need), ["urgency"] = row.Urgency.ToString().ToLowerInvariant(),
                ["language"] = row.Language ?? "", ["area"] = details!.Area!, ["about"] = row.ForAnother ? "other" : "self",
            };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new PrimeroParcel(row.ServiceId, ParcelRules.Purpose(parcel), row.Id, facts), PrimeroJson.Default.PrimeroParcel);
        await ((IChangeWriter)enqueue).WriteAsync(new Enqueue(Kind, $"{row.Id:N}.primero.{release}/{row.Version}", new ConversationId(row.ConversationId), new CaseId(row.CaseId), new ReferralId(row.Id), json), scope, cancellationToken);
        return true;
    }
}

/// <summary>Writes the record, or closes it again.</summary>
internal sealed class PrimeroSender(ICoreDb database, IRecipients recipients, PrimeroServer server) : IOutboxSender
{
    public string Kind => PrimeroCourier.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var parcel = Open(delivery);
        await ParcelRules.CheckAsync(database, delivery.ReferralId, parcel.Purpose, cancellationToken);
        if (recipients.Find(parcel.ServiceId)?.Primero is not { } instance)
        {
            throw new OutboxException("delivery_not_configured", permanent: false);
        }

        if (parcel.Purpose is null)
        {
            var record = new JsonObject();
            foreach (var (field, source) in instance.Fields)
            {
                record[field] = parcel.Fields.GetValueOrDefault(source) ?? source;
            }

            await server.CreateAsync(instance, parcel.Record, record, cancellationToken);
        }
        else
        {
            await server.ChangeAsync(instance, parcel.Record, new JsonObject { ["status"] = "closed" }, cancellationToken);
        }
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Open(delivery).Purpose, sent: true);

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Open(delivery).Purpose, sent: false);

    private static PrimeroParcel Open(OutboxDelivery delivery) => JsonSerializer.Deserialize(delivery.Payload.Span, PrimeroJson.Default.PrimeroParcel)!;
}
