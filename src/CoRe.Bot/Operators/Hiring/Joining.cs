using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Operators.Hiring;

/// <summary>What came of following an invitation's link to its end.</summary>
internal enum JoinAnswer
{
    Joined,

    /// <summary>The link leads nowhere: wrong, old, used, taken back, or somebody has the user name meanwhile.</summary>
    Gone,

    /// <summary>The password is too short or among the first that are tried. The link still lives.</summary>
    Weak,
}

/// <summary>Makes the account of an invited person: link, account, role and audit line are one commit, so a link makes one account or none.</summary>
internal sealed class Joining(InvitationStore invitations, UserManager<OperatorAccount> accounts, ICommitter committer)
{
    /// <summary>With a password the person chose.</summary>
    public async Task<(JoinAnswer Answer, OperatorAccount? Account)> WithPasswordAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (await invitations.LivingAsync(token, cancellationToken) is not { } invitation)
        {
            return (JoinAnswer.Gone, null);
        }

        var row = Row(invitation);
        foreach (var rule in accounts.PasswordValidators)
        {
            if (!(await rule.ValidateAsync(accounts, row, password)).Succeeded)
            {
                return (JoinAnswer.Weak, null);
            }
        }

        row.PasswordHash = accounts.PasswordHasher.HashPassword(row, password);
        return await JoinAsync(invitation, row, null, cancellationToken);
    }

    /// <summary>Without a password: another provider says who it is, and the link says that they are invited.</summary>
    public async Task<OperatorAccount?> WithLoginAsync(string token, ForeignLogin login, CancellationToken cancellationToken) =>
        await invitations.LivingAsync(token, cancellationToken) is { } invitation ? (await JoinAsync(invitation, Row(invitation), login, cancellationToken)).Account : null;

    private OperatorAccount Row(InvitationRow invitation) =>
        NewRow.Of(accounts, new NewAccount(invitation.UserName, invitation.DisplayName, invitation.Languages, Roles.Parse(invitation.Role)), invitation.Email);

    private async Task<(JoinAnswer Answer, OperatorAccount? Account)> JoinAsync(InvitationRow invitation, OperatorAccount row, ForeignLogin? login, CancellationToken cancellationToken)
    {
        var id = row.Id;
        try
        {
            await committer.CommitAsync([new SpendInvitation(invitation.Id), new Hire(row, Roles.Parse(invitation.Role), login), new Audited(new OperatorId(id), "account.join", invitation.Id.ToString("N"))], cancellationToken);
        }
        catch (StaleWriteException)
        {
            return (JoinAnswer.Gone, null);
        }

        return (JoinAnswer.Joined, await accounts.FindByIdAsync(id));
    }
}

/// <summary>The form behind <c>/join/{token}</c>.</summary>
internal static class JoinEndpoints
{
    private const int LongestPassword = 256;

    public static async Task<RedirectHttpResult> JoinAsync(string token, [FromForm] string? wanted, HttpContext http, Joining joining, SignInDoor door, CancellationToken cancellationToken)
    {
        var page = "/join/" + Uri.EscapeDataString(token);
        if (!door.MayTry(http))
        {
            return See(page + "?problem=slow");
        }

        if (wanted is not { Length: > 0 and <= LongestPassword })
        {
            return See(page + "?problem=weak");
        }

        var (answer, account) = await joining.WithPasswordAsync(token, wanted, cancellationToken);
        return answer == JoinAnswer.Weak ? See(page + "?problem=weak")
            : account is not null && await door.AdmitAsync(http, account, "invitation", both: false, cancellationToken) ? See("/desk")
            : See(page);
    }

    private static RedirectHttpResult See(string page) => TypedResults.LocalRedirect(page, permanent: false, preserveMethod: false);
}
