using CoRe.Bot.Operators;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CoRe.Bot.Desk;

/// <summary>
/// A live connection outlives its cookie, so it asks every few seconds whether the session still counts: a sign-out elsewhere, a
/// disabled account or an idle desk ends the open page too.
/// </summary>
internal sealed class DeskAuthentication(ILoggerFactory log, OperatorSessions sessions) : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(3);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsLiveAsync(authenticationState.User, cancellationToken);
}
