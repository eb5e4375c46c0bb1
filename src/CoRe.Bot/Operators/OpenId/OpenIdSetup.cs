using CoRe.Bot.Operators.Factors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CoRe.Bot.Operators.OpenId;

/// <summary>Sign-in with an account of another house. The wire is the framework's handler; who gets in is decided by <see cref="OpenIdDoor"/>.</summary>
internal static class OpenIdSetup
{
    public const string Scheme = "openid";
    public const string CallbackPath = "/desk/openid";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddOpenId(this IServiceCollection services, IConfiguration configuration, bool production)
    {
        services.AddOptions<OpenIdOptions>().Bind(configuration.GetSection(OpenIdOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>();
        if (!IsOn(configuration))
        {
            return services;
        }

        services.AddScoped<OpenIdDoor>().AddScoped<OpenIdEvents>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, null, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<OpenIdOptions>>((wire, options) => Configure(wire, options.Value, production));
        return services;
    }

    public static void MapOpenId(this RouteGroupBuilder session, IConfiguration configuration)
    {
        if (IsOn(configuration))
        {
            session.MapGet("/openid", OpenIdEndpoints.BeginAsync).AllowAnonymous();
            session.MapPost("/code", OpenIdEndpoints.CodeAsync).AllowAnonymous();
        }
    }

    private static bool IsOn(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[OpenIdOptions.Section + ":Authority"]);

    private static void Configure(OpenIdConnectOptions wire, OpenIdOptions options, bool production)
    {
        wire.Authority = options.Authority!.AbsoluteUri;
        wire.RequireHttpsMetadata = !options.Authority.IsLoopback;
        wire.ClientId = options.ClientId;
        wire.ClientSecret = options.ClientSecret;
        wire.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as an ordinary visit and not as a form of another site, so no cookie of ours has to travel with foreign forms.
        wire.ResponseMode = OpenIdConnectResponseMode.Query;
        wire.UsePkce = true;
        wire.SaveTokens = false;
        wire.MapInboundClaims = false;
        wire.GetClaimsFromUserInfoEndpoint = true;
        wire.Scope.Clear();
        Array.ForEach(["openid", "profile", "email"], scope => wire.Scope.Add(scope));
        wire.ClaimActions.Remove("iss");
        foreach (var claim in new[] { "email_verified", "preferred_username", options.PersonClaim, options.RoleClaim }.OfType<string>().Except(["sub"]))
        {
            wire.ClaimActions.MapJsonKey(claim, claim);
        }

        wire.CallbackPath = CallbackPath;
        wire.RemoteAuthenticationTimeout = Patience;
        wire.BackchannelTimeout = TimeSpan.FromSeconds(15);
        wire.EventsType = typeof(OpenIdEvents);
        foreach (var cookie in new[] { wire.CorrelationCookie, wire.NonceCookie })
        {
            // The provider sends the browser back from another site: strict cookies would stay at home.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = production ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }
}

/// <summary>
/// What happens when the provider sends the browser back. The session's cookie is strict, so it is not sent on a way that began at another site:
/// the last step is a page of ours that goes on by itself.
/// </summary>
internal sealed partial class OpenIdEvents(OpenIdDoor door, ILogger<OpenIdEvents> log) : OpenIdConnectEvents
{
    public const string JoinItem = "core-join";

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var join = context.Properties?.Items.TryGetValue(JoinItem, out var token) == true ? token : null;
        var answer = await door.EnterAsync(context.HttpContext, context.Principal!, join, context.HttpContext.RequestAborted);
        context.HandleResponse();
        context.Response.Redirect(answer switch
        {
            OpenIdAnswer.Open => "/desk/arrived",
            OpenIdAnswer.CodeNeeded => "/desk/arrived?to=code",
            _ => "/desk/sign-in?problem=openid",
        });
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        ProviderFailed(log, context.Failure?.GetType().Name ?? "none");
        context.HandleResponse();
        context.Response.Redirect("/desk/sign-in?problem=provider");
        return Task.CompletedTask;
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect("/desk/sign-in?problem=openid");
        return Task.CompletedTask;
    }

    [LoggerMessage(4111, LogLevel.Warning, "The other provider's answer could not be used: {ErrorType}")]
    private static partial void ProviderFailed(ILogger log, string errorType);
}
