using System.Globalization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Operators.Hiring;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Desk.Door;

/// <summary>What came of inviting somebody. <paramref name="Link"/> is shown once, and only where no letter could go out.</summary>
internal sealed record InviteAnswer(Uri? Link, string? Problem);

/// <summary>
/// Invites people to the desk: a letter with a link of their own, or, without a mail server, the link to hand over. The audit line is in the same commit.
/// </summary>
internal sealed class InviteDesk(InvitationStore invitations, ICommitter committer, IServiceScopeFactory scopes, MailServer mail, DeskWords words,
    IOptions<SiteOptions> site, IOptions<OperatorsOptions> options, TimeProvider time)
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public Task<IReadOnlyList<InvitationLine>> OpenAsync(CancellationToken cancellationToken) => invitations.OpenAsync(cancellationToken);

    /// <param name="here">Where the supervisor reaches the desk: the link's beginning when <c>Site:Address</c> is not set.</param>
    /// <param name="zone">In which time the letter says how long the link lives.</param>
    public async Task<InviteAnswer> InviteAsync(Actor actor, NewAccount account, string email, Uri here, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var (mailbox, wanted) = (email.Trim(), account with { UserName = account.UserName.Trim(), DisplayName = account.DisplayName.Trim(), Languages = account.Languages.Trim() });
        if (Problem(actor, wanted, mailbox) is { } problem)
        {
            return new InviteAnswer(null, problem);
        }

        var (id, token, until) = (Guid.CreateVersion7(time.GetUtcNow()), LinkSecrets.NewToken(), time.GetUtcNow().AddHours(options.Value.InvitationHours));
        var link = new Uri(site.Value.Address ?? here, "/join/" + token);
        var byLetter = mail.IsConfigured && site.Value.Address is not null;
        var changes = new List<IChange>
        {
            new Audited(actor.Id, "account.invite", id.ToString("N")),
            new Invite(id, token, wanted, await NormalizedAsync(wanted.UserName), mailbox, actor.Id, until),
        };
        if (byLetter)
        {
            changes.Add(new Enqueue(InvitationMailSender.Letters, $"invite/{id:N}", null, null, null, InvitationMailSender.Payload(Letter(id, mailbox, wanted, link, TimeZoneInfo.ConvertTime(until, zone)))));
        }

        try
        {
            await committer.CommitAsync(changes, cancellationToken);
            return new InviteAnswer(byLetter ? null : link, null);
        }
        catch (StaleWriteException)
        {
            return new InviteAnswer(null, "DuplicateUserName");
        }
    }

    /// <summary>The link opens nothing from now on. Null when done, else the problem's code.</summary>
    public async Task<string?> RevokeAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (!actor.IsSupervisor)
        {
            return "forbidden";
        }

        try
        {
            await committer.CommitAsync([new Audited(actor.Id, "account.uninvite", id.ToString("N")), new RevokeInvitation(id)], cancellationToken);
            return null;
        }
        catch (StaleWriteException)
        {
            return "gone";
        }
    }

    private static string? Problem(Actor actor, NewAccount account, string mailbox) =>
        !actor.IsSupervisor ? "forbidden" : Accounts.Problem(account) ?? (SmtpOptions.IsMailbox(mailbox) ? null : "email");

    private async Task<string> NormalizedAsync(string userName)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>().NormalizeName(userName);
    }

    private Mail Letter(Guid id, string mailbox, NewAccount account, Uri link, DateTimeOffset until) => new(mailbox, $"{id:N}@{mail.Domain}", words["invite.subject"],
        words.With("invite.letter", ("name", account.DisplayName), ("user", account.UserName), ("role", words["role." + account.Role.Name()]), ("link", link.AbsoluteUri), ("until", until.ToString("dd/MM/yyyy HH:mm", Italian))));
}
