using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CoRe.Bot.Channels.BotService;

/// <summary>
/// The service's published keys, kept for half a day. The library's own keeper fetches an unknown key behind the caller's back and
/// refuses the post that showed it; a child's words would be the price of each new key.
/// </summary>
internal sealed class ConnectorKeys(IHttpClientFactory clients, IOptions<BotServiceOptions> options, TimeProvider time) : IDisposable
{
    public const string ClientName = "botservice.keys";
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    /// <summary>So often at most strangers can make us ask for keys that nobody has.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1);
    private OpenIdConnectConfiguration? _known;
    private DateTimeOffset _fetchedAt;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>The keys as they are known.</summary>
    /// <exception cref="IOException">None are known, and none are to be had.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetUtcNow() - _fetchedAt < Fresh)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _known is { } other && time.GetUtcNow() - _fetchedAt < Fresh ? other : await FetchAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Asks again because a key is not among them; null when that was done just now.</summary>
    public async Task<OpenIdConnectConfiguration?> AgainAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now - _askedAt < Pause)
            {
                return null;
            }

            _askedAt = now;
            return await FetchAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<OpenIdConnectConfiguration> FetchAsync(CancellationToken cancellationToken)
    {
        var metadata = options.Value.Metadata;
        try
        {
            using var http = clients.CreateClient(ClientName);
            var fetched = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, new HttpDocumentRetriever(http) { RequireHttps = !metadata.IsLoopback }, cancellationToken);
            _fetchedAt = time.GetUtcNow();
            return _known = fetched;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or HttpRequestException or ArgumentException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Keys of yesterday are better than none.
            return _known ?? throw new IOException("keys of the service are not to be had", error);
        }
    }
}
