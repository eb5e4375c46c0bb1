using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch.Push;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Pushing;

/// <summary>The browser of an operator wants to be told. A browser that another account used before belongs to the new one.</summary>
internal sealed record AddPushBrowser(Guid Id, OperatorId Operator, byte[] EndpointHash, byte[] Sealed) : IChange;

/// <summary>The browser is told no more: its owner said so (<paramref name="Operator"/>), or its maker.</summary>
internal sealed record DropPushBrowser(byte[] EndpointHash, OperatorId? Operator) : IChange;

[JsonSerializable(typeof(PushBrowser))]
internal sealed partial class PushJson : JsonSerializerContext;

/// <summary>Which browsers of the team are told of cases, and as whom this site signs towards their makers.</summary>
internal sealed class PushBrowsers(ICoreDb database, Vault vault, MasterKeys masters, ICommitter committer, IOptions<PushOptions> options, TimeProvider time)
{
    /// <summary>More browsers than anybody works with.</summary>
    private const int MostOfOne = 10;

    /// <summary>This site's key pair (P-256), the same on every node and after every restart: browsers are bound to it.</summary>
    public ECDsa Identity()
    {
        for (var round = 0; ; round++)
        {
            try
            {
                return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = masters.Derive($"push/{round}") });
            }
            catch (CryptographicException) when (round < 8)
            {
                // One in four thousand million: the number is not below the order of the curve.
            }
        }
    }

    /// <summary>What a browser must be given to subscribe: the public key, 65 bytes.</summary>
    public byte[] PublicKey()
    {
        using var identity = Identity();
        return PushEncryption.Point(identity);
    }

    /// <summary>False when the address is not one of a push service, a key is none, or there are too many already.</summary>
    public async Task<bool> AddAsync(Actor actor, PushBrowser browser, CancellationToken cancellationToken)
    {
        var hash = Hash(browser.Endpoint);
        await using var db = database.Open();
        if (!options.Value.Allows(browser.Endpoint) || !browser.IsWellFormed()
            || await db.PushBrowsers.CountAsync(row => row.OperatorId == actor.Id.Value && row.EndpointHash != hash, cancellationToken) >= MostOfOne)
        {
            return false;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        var words = JsonSerializer.SerializeToUtf8Bytes(browser, PushJson.Default.PushBrowser);
        await committer.CommitAsync([new AddPushBrowser(id, actor.Id, hash, vault.House.Seal("push_browsers", "sealed_browser", Convert.ToHexStringLower(hash), words)), new Audited(actor.Id, "push.on", id.ToString("N"))], cancellationToken);
        return true;
    }

    public Task RemoveAsync(Actor actor, Uri endpoint, CancellationToken cancellationToken) =>
        committer.CommitAsync([new DropPushBrowser(Hash(endpoint), actor.Id), new Audited(actor.Id, "push.off", "")], cancellationToken);

    /// <summary>The browsers of somebody, opened.</summary>
    public async Task<IReadOnlyList<PushBrowser>> OfAsync(string who, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.PushBrowsers.AsNoTracking().Where(row => row.OperatorId == who).OrderBy(row => row.At).ToListAsync(cancellationToken);
        return [.. rows.Select(row => JsonSerializer.Deserialize(vault.House.Open("push_browsers", "sealed_browser", Convert.ToHexStringLower(row.EndpointHash), row.SealedBrowser), PushJson.Default.PushBrowser)!)];
    }

    public static byte[] Hash(Uri endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint.AbsoluteUri));
}

internal sealed class AddPushBrowserWriter : ChangeWriter<AddPushBrowser>
{
    protected override async Task WriteAsync(AddPushBrowser change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.PushBrowsers.Where(row => row.EndpointHash == change.EndpointHash).ExecuteDeleteAsync(cancellationToken);
        scope.Db.PushBrowsers.Add(new PushBrowserRow { Id = change.Id, OperatorId = change.Operator.Value, EndpointHash = change.EndpointHash, SealedBrowser = change.Sealed, At = scope.Now });
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class DropPushBrowserWriter : ChangeWriter<DropPushBrowser>
{
    protected override Task WriteAsync(DropPushBrowser change, CommitScope scope, CancellationToken cancellationToken)
    {
        var who = change.Operator?.Value;
        return scope.Db.PushBrowsers.Where(row => row.EndpointHash == change.EndpointHash && (who == null || row.OperatorId == who)).ExecuteDeleteAsync(cancellationToken);
    }
}
