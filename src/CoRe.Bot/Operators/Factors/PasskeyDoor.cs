using System.Buffers.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators.Factors;

/// <summary>One line of the page of passkeys.</summary>
internal sealed record PasskeyLine(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>
/// Passkeys (WebAuthn): the device asks for a finger, a face or a PIN and then proves that it holds the key, so one passkey is both factors, and
/// it works on no other site. Challenge and answer are checked by Identity; the state between them travels as a sealed note.
/// </summary>
internal sealed class PasskeyDoor(IPasskeyHandler<OperatorAccount> passkeys, UserManager<OperatorAccount> accounts, SignInDoor door, SealedNotes notes, ICommitter committer)
{
    public const int MostPasskeys = 10;
    public const int LongestName = 40;
    private const int LongestCredential = 16 * 1024;
    private const string NewNote = "core-passkey-new";
    private const string EnterNote = "core-passkey-enter";

    public async Task<IReadOnlyList<PasskeyLine>> ListAsync(OperatorId id) => await accounts.FindByIdAsync(id.Value) is not { } account ? []
        : [.. (await accounts.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt).Select(p => new PasskeyLine(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt))];

    /// <summary>What the browser needs to make a passkey, as JSON. Null when the account cannot have one more, or the name is no name.</summary>
    public async Task<string?> BeginNewAsync(HttpContext http, OperatorAccount account, string name)
    {
        var plain = name.Trim();
        // With a password that a supervisor has read, nobody sets up anything that stays.
        if (plain.Length is 0 or > LongestName || plain.Any(char.IsControl) || await OneTimePassword.ExpiryAsync(accounts, account) is not null
            || (await accounts.GetPasskeysAsync(account)).Count >= MostPasskeys)
        {
            return null;
        }

        var asked = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id, Name = account.UserName ?? "", DisplayName = account.DisplayName }, http);
        notes.Give(http, NewNote, $"{plain}\n{asked.AttestationState}");
        return asked.CreationOptionsJson;
    }

    /// <summary>Keeps the passkey that the browser made. False when it does not answer the question of this account.</summary>
    public async Task<bool> FinishNewAsync(HttpContext http, OperatorAccount account, string credential, CancellationToken cancellationToken)
    {
        if (notes.Take(http, NewNote)?.Split('\n', 2) is not [var name, var state] || credential.Length is 0 or > LongestCredential)
        {
            return false;
        }

        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != account.Id || !made.Passkey.IsUserVerified || await accounts.FindByPasskeyIdAsync(made.Passkey.CredentialId) is not null)
        {
            return false;
        }

        made.Passkey.Name = name;
        await committer.CommitAsync([new Audited(new OperatorId(account.Id), "passkey.add", account.Id)], cancellationToken);
        return (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
    }

    /// <summary>Forgets a passkey and ends the account's other sessions: whoever holds it may have opened one. False when there is none such.</summary>
    public async Task<bool> RemoveAsync(OperatorAccount account, string id, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(id) || id.Length > 2048 || await accounts.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) is not { } passkey)
        {
            return false;
        }

        await committer.CommitAsync([new Audited(new OperatorId(account.Id), "passkey.remove", account.Id)], cancellationToken);
        await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        await accounts.UpdateSecurityStampAsync(account);
        return true;
    }

    /// <summary>What the browser needs to look for a passkey, as JSON. Names nobody: the passkey itself says whose it is.</summary>
    public async Task<string> BeginEnterAsync(HttpContext http)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, http);
        notes.Give(http, EnterNote, asked.AssertionState ?? "");
        return asked.RequestOptionsJson;
    }

    public async Task<SignInAnswer> EnterAsync(HttpContext http, string credential, CancellationToken cancellationToken)
    {
        if (!door.MayTry(http))
        {
            return SignInAnswer.Slow;
        }

        if (notes.Take(http, EnterNote) is not { Length: > 0 } state || credential.Length is 0 or > LongestCredential)
        {
            return SignInAnswer.Wrong;
        }

        var shown = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!shown.Succeeded || !shown.Passkey.IsUserVerified)
        {
            await door.RefuseAsync(null, "passkey", cancellationToken);
            return SignInAnswer.Wrong;
        }

        if (!await door.AdmitAsync(http, shown.User, "passkey", both: true, cancellationToken))
        {
            return SignInAnswer.Wrong;
        }

        // The counter of the device goes up with each use: a copy of the key that falls behind is refused.
        await accounts.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return SignInAnswer.Open;
    }
}

/// <summary>The domain passkeys belong to is the site's; on a developer's machine the one in the address bar.</summary>
internal sealed class PasskeySettings(IOptions<Dispatch.SiteOptions> site) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = site.Value.Address?.Host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = asked => new ValueTask<bool>(IsOurs(asked));
    }

    /// <summary>
    /// The page on which the passkey was used is of this site. Not by the request's own Origin, as the framework would: our pages send
    /// no referrer, and then a browser sends "null" with a form.
    /// </summary>
    private bool IsOurs(PasskeyOriginValidationContext asked)
    {
        var (request, ours) = (asked.HttpContext.Request, site.Value.Address);
        return !asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
            && origin.GetLeftPart(UriPartial.Authority) == (ours ?? new Uri($"{request.Scheme}://{request.Host}")).GetLeftPart(UriPartial.Authority);
    }
}
