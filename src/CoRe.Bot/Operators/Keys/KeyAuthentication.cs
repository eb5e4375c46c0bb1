using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators.Keys;

/// <summary>
/// <c>Authorization: Bearer core_…</c> on the desk's API. Whoever guesses is slowed by address; every refusal is the same.
/// </summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IntegrationKeys keys, KeyGuesses guesses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "integration-key";
    private const string Bearer = "Bearer ";

    /// <summary>A key opens the API and no page.</summary>
    public static string? SchemeOf(HttpContext http) => http.Request.Path.StartsWithSegments("/api/desk", StringComparison.Ordinal) && http.Request.Headers.Authorization.Count > 0 ? Name : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!header.StartsWith(Bearer, StringComparison.Ordinal) || guesses.AreTooMany(address))
        {
            return AuthenticateResult.Fail("refused");
        }

        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Name, Context.RequestAborted) is { } principal)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(principal, Name));
        }

        guesses.Count(address);
        return AuthenticateResult.Fail("refused");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}

/// <summary>Wrong keys by address.</summary>
internal sealed class KeyGuesses(TimeProvider time)
{
    private const int Most = 30;
    private readonly WindowCounts _wrong = new(TimeSpan.FromMinutes(1), time);

    public bool AreTooMany(string address) => _wrong.Of(address) >= Most;

    public void Count(string address) => _wrong.Take(address, Most);
}
