using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Corrections.Asking;

/// <summary>
/// Asks services with an agreed mailbox, every so often, whether their entry is still true. Who says nothing while the link lives becomes a task
/// of the desk: an entry is never taken for true because nobody objected.
/// </summary>
internal sealed partial class ServiceAsker(AskStore asks, UpkeepStore upkeep, ServiceLibrary library, ICommitter committer, MailServer mail,
    IOptions<SiteOptions> site, IOptions<AskOptions> options, TimeProvider time, ILogger<ServiceAsker> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    /// <summary>Asks everybody whose turn it is. Returns how many.</summary>
    internal async Task<int> AskDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (id, serviceId) in await asks.UnansweredAsync(now, cancellationToken))
        {
            await committer.CommitAsync([new AskExpired(id, serviceId)], cancellationToken);
        }

        var (asked, every) = (0, TimeSpan.FromDays(options.Value.EveryDays));
        var last = await asks.LastAskedAsync(cancellationToken);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var agreed in await upkeep.AgreementsAsync(cancellationToken))
        {
            var due = agreed.Email is not null && (agreed.Until is null || agreed.Until >= today)
                && library.FindForDesk(agreed.ServiceId) is { } service
                && (service.AssuredOn is not { } on || on.AddDays(options.Value.EveryDays) <= today)
                && (!last.TryGetValue(agreed.ServiceId, out var at) || at + every <= now);
            asked += due && await AskAsync(agreed.ServiceId, agreed.Email!, cancellationToken) ? 1 : 0;
        }

        return asked;
    }

    /// <summary>Asks one service now. False when it cannot be asked: no mail server, no address of the site, or a link that is still out.</summary>
    internal async Task<bool> AskAsync(string serviceId, string email, CancellationToken cancellationToken)
    {
        if (!mail.IsConfigured || site.Value.Address is not { } address || library.FindForDesk(serviceId) is not { } service)
        {
            return false;
        }

        var (id, token, code, until) = (Guid.CreateVersion7(time.GetUtcNow()), LinkSecrets.NewToken(), LinkSecrets.NewCode(), time.GetUtcNow().AddDays(options.Value.LinkDays));
        var text = $"""
            {service.Name} è nell'elenco di CoRe.Bot, che indica ai minori stranieri e alle
            famiglie dove trovare aiuto. È ancora tutto giusto?

            Guardate e rispondete qui, senza registrarvi:
            {new Uri(address, $"/ask/{token}")}

            La pagina chiede questo codice: {code}

            Il link vale fino al {until:dd/MM/yyyy}. Aprirlo non basta: conta solo la risposta.
            Se non rispondete, vi telefona una persona della rete.
            """;
        try
        {
            await committer.CommitAsync([new AskService(id, serviceId, token, code, until,
                new Mail(email, $"{id:N}@{mail.Domain}", $"È ancora giusto? {service.Name} nell'elenco di CoRe.Bot", text.ReplaceLineEndings("\n")))], cancellationToken);
            return true;
        }
        catch (StaleWriteException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AskDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException or StaleWriteException)
            {
                NotAsked(log, error.GetType().Name);
            }
        }
    }

    [LoggerMessage(1810, LogLevel.Error, "Services could not be asked about their entries: {ErrorType}")]
    private static partial void NotAsked(ILogger log, string errorType);
}

/// <summary>Hands the letters to the mail server.</summary>
internal sealed class AskMailSender(MailServer server) : IOutboxSender
{
    public const string Letters = "ask.email";

    public string Kind => Letters;

    public Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) =>
        server.SendAsync(System.Text.Json.JsonSerializer.Deserialize(delivery.Payload.Span, AskJson.Default.Mail)!, cancellationToken);
}
