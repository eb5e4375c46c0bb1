using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators.Factors;

/// <summary>New recovery codes in place of the old ones; none takes them away.</summary>
internal sealed record RenewRecoveryCodes(OperatorId Operator, IReadOnlyList<string> Hashes) : IChange;

/// <summary>Spends one code. Stale when it is none of the account's, or was used.</summary>
internal sealed record UseRecoveryCode(OperatorId Operator, string Hash) : IChange;

/// <summary>
/// Ten codes for the day on which the phone with the app is lost; each opens once. Identity's own keep the codes in clear, so these stand in its
/// table of tokens as keyed hashes: who has the database and not the master keys can try nothing.
/// </summary>
internal sealed class RecoveryCodes(ICoreDb database, ICommitter committer, MasterKeys masters)
{
    public const int Many = 10;
    private const int Letters = 10;
    // No letters that are mistaken for each other when a code is copied by hand.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly byte[] _key = masters.Derive("recovery-codes");

    /// <summary>Ten new codes of 49 bits each; the old ones open nothing any more. Returned once and kept nowhere in clear.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(OperatorId id, CancellationToken cancellationToken, params IChange[] together)
    {
        var codes = Enumerable.Range(0, Many).Select(_ => RandomNumberGenerator.GetString(Alphabet, Letters).Insert(Letters / 2, "-")).ToList();
        await committer.CommitAsync([.. together, new RenewRecoveryCodes(id, [.. codes.Select(code => Hash(id, Plain(code)!))]), new Audited(id, "second-factor.codes", id.Value)], cancellationToken);
        return codes;
    }

    /// <summary>True once for each code. Writes the audit line.</summary>
    public async Task<bool> UseAsync(OperatorId id, string? typed, CancellationToken cancellationToken)
    {
        if (Plain(typed) is not { } code)
        {
            return false;
        }

        try
        {
            await committer.CommitAsync([new UseRecoveryCode(id, Hash(id, code)), new Audited(id, "second-factor.recovery", id.Value)], cancellationToken);
            return true;
        }
        catch (StaleWriteException)
        {
            return false;
        }
    }

    public async Task<int> LeftAsync(OperatorId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await RecoveryRow.Of(db).Where(t => t.UserId == id.Value).Select(t => t.Value).FirstOrDefaultAsync(cancellationToken) is { } kept ? RecoveryRow.Hashes(kept).Length : 0;
    }

    /// <summary>What was typed, without blanks and dashes; null when it cannot be a recovery code (a six-digit code is none).</summary>
    public static string? Plain(string? typed)
    {
        var plain = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        return plain.Length == Letters ? plain : null;
    }

    private string Hash(OperatorId id, string plain) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id.Value}\n{plain}")));
}

/// <summary>Where the hashes stand: one row an account in Identity's table of tokens.</summary>
internal static class RecoveryRow
{
    public const string Provider = "core";
    public const string Name = "recovery-codes";

    public static IQueryable<Microsoft.AspNetCore.Identity.IdentityUserToken<string>> Of(CoreDbContext db) => db.UserTokens.Where(t => t.LoginProvider == Provider && t.Name == Name);

    public static string[] Hashes(string kept) => kept.Split(';', StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class RenewRecoveryCodesWriter : ChangeWriter<RenewRecoveryCodes>
{
    protected override async Task WriteAsync(RenewRecoveryCodes change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await RecoveryRow.Of(scope.Db).FirstOrDefaultAsync(t => t.UserId == change.Operator.Value, cancellationToken);
        if (row is null)
        {
            row = new() { UserId = change.Operator.Value, LoginProvider = RecoveryRow.Provider, Name = RecoveryRow.Name };
            scope.Db.UserTokens.Add(row);
        }

        row.Value = string.Join(';', change.Hashes);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class UseRecoveryCodeWriter : ChangeWriter<UseRecoveryCode>
{
    protected override async Task WriteAsync(UseRecoveryCode change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await RecoveryRow.Of(scope.Db).FirstOrDefaultAsync(t => t.UserId == change.Operator.Value, cancellationToken);
        var kept = RecoveryRow.Hashes(row?.Value ?? "");
        if (row is null || !kept.Contains(change.Hash))
        {
            throw new StaleWriteException("no such code");
        }

        row.Value = string.Join(';', kept.Where(hash => hash != change.Hash));
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
