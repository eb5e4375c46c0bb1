using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine.Tokens;

/// <summary>
/// Bounds new conversations per address. The address itself is never kept: only its hash under a key that lives and dies
/// with this process, and only until the bucket is full again.
/// </summary>
internal sealed class StartLimiter : IDisposable
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<IPAddress> _limiter;

    public StartLimiter(IOptions<StartLimitOptions> options)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.ConversationStartsPerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.Value.ConversationStartsPerMinute,
            QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<IPAddress, ulong>(address =>
            RateLimitPartition.GetTokenBucketLimiter(Partition(address), _ => bucket));
    }

    /// <exception cref="Refusal">Too many from there.</exception>
    public void Take(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            throw Refusal.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose() => _limiter.Dispose();

    internal ulong Partition(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();

        // One household or phone owns a whole /64: counting single IPv6 addresses would count nothing.
        var counted = address.AddressFamily == AddressFamily.InterNetworkV6 && bytes.Length == 16 ? bytes[..8] : bytes;
        return BinaryPrimitives.ReadUInt64LittleEndian(HMACSHA256.HashData(_key, counted));
    }
}
