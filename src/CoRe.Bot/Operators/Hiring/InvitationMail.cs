using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Operators.Hiring;

[JsonSerializable(typeof(Mail))]
internal sealed partial class InvitationJson : JsonSerializerContext;

/// <summary>Hands invitations to the mail server.</summary>
internal sealed class InvitationMailSender(MailServer server) : IOutboxSender
{
    public const string Letters = "invite.email";

    public string Kind => Letters;

    public static byte[] Payload(Mail letter) => JsonSerializer.SerializeToUtf8Bytes(letter, InvitationJson.Default.Mail);

    public Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) =>
        server.SendAsync(JsonSerializer.Deserialize(delivery.Payload.Span, InvitationJson.Default.Mail)!, cancellationToken);
}
