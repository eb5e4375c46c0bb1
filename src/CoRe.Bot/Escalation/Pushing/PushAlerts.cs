using System.Text.Json;
using CoRe.Bot.Dispatch.Push;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation.Pushing;

/// <summary>
/// Tells every browser of somebody. Delivered when one of them was reached; a browser that its maker does not know any more is forgotten,
/// and somebody without any is not tried again.
/// </summary>
internal sealed class PushAlerts(PushServer server, PushBrowsers browsers, ICommitter committer) : AlertSender(AlertKinds.Push)
{
    public override async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var alert = JsonSerializer.Deserialize(delivery.Payload.Span, AlertJson.Default.PushAlert)!;
        var words = JsonSerializer.SerializeToUtf8Bytes(alert.Shown, AlertJson.Default.ShownPush);
        using var identity = browsers.Identity();
        var (reached, later) = (0, (OutboxException?)null);
        foreach (var browser in await browsers.OfAsync(alert.Operator, cancellationToken))
        {
            try
            {
                if (await server.PushAsync(browser, identity, words, cancellationToken))
                {
                    reached++;
                }
                else
                {
                    await committer.CommitAsync([new DropPushBrowser(PushBrowsers.Hash(browser.Endpoint), null)], cancellationToken);
                }
            }
            catch (OutboxException error)
            {
                later = error;
            }
        }

        if (reached == 0)
        {
            throw later ?? new OutboxException("no_browser", permanent: true);
        }
    }
}
