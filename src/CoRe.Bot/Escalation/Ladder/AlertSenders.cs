using System.Text.Json;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>Sends one kind of alert and keeps the proof in the commit that marks it sent.</summary>
internal abstract class AlertSender(string kind) : IOutboxSender
{
    public string Kind => kind;

    public abstract Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken);

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => [new AlertEnded(delivery.IdempotencyKey, Delivered: true)];

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => [new AlertEnded(delivery.IdempotencyKey, Delivered: false)];
}

internal sealed class EmailAlerts(MailServer server) : AlertSender(AlertKinds.Email)
{
    public override Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) =>
        server.SendAsync(JsonSerializer.Deserialize(delivery.Payload.Span, AlertJson.Default.Mail)!, cancellationToken);
}

internal sealed class SmsAlerts(IPhoneProvider phone) : AlertSender(AlertKinds.Sms)
{
    public override Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = JsonSerializer.Deserialize(delivery.Payload.Span, AlertJson.Default.PhoneAlert)!;
        return phone.SendSmsAsync(alert.Number, alert.Text, cancellationToken);
    }
}

internal sealed class CallAlerts(IPhoneProvider phone) : AlertSender(AlertKinds.Call)
{
    public override Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = JsonSerializer.Deserialize(delivery.Payload.Span, AlertJson.Default.PhoneAlert)!;
        return phone.CallAsync(alert.Number, alert.Text, cancellationToken);
    }
}

internal sealed class HookAlerts(SignedHook hook, IOptions<LadderOptions> options) : AlertSender(AlertKinds.Hook)
{
    public override Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => options.Value.Hook is { } address
        ? hook.PostAsync(address, options.Value.HookSecret, delivery.IdempotencyKey, delivery.Payload, cancellationToken)
        : throw new OutboxException("delivery_not_configured", permanent: true);
}
