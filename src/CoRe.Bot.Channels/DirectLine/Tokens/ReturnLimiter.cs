using System.Net;
using System.Threading.RateLimiting;

namespace CoRe.Bot.Channels.DirectLine.Tokens;

/// <summary>
/// Holds down guessing of return words: a few tries an hour from one address, and a bound for the whole site. Closed at its
/// caps; a person who meets it can always start a new conversation.
/// </summary>
internal sealed class ReturnLimiter(StartLimiter addresses) : IDisposable
{
    private const int TriesPerAddress = 10;
    private const int TriesPerSite = 300;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, ulong>(address => Hourly(addresses.Partition(address), TriesPerAddress)),
        PartitionedRateLimiter.Create<IPAddress, ulong>(_ => Hourly(0, TriesPerSite)));

    /// <exception cref="Refusal">Too many tries.</exception>
    public void Take(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            throw Refusal.TooMany(TimeSpan.FromMinutes(10));
        }
    }

    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<ulong> Hourly(ulong partition, int tries) => RateLimitPartition.GetTokenBucketLimiter(partition, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = tries,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromHours(1) / tries,
        QueueLimit = 0,
    });
}
