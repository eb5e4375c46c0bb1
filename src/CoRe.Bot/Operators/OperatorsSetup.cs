using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Operators.Hiring;
using CoRe.Bot.Operators.Keys;
using CoRe.Bot.Operators.OpenId;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>Accounts, roles, sign-in and the audit trail.</summary>
internal static class OperatorsSetup
{
    public const string Scheme = "desk";

    /// <summary>PBKDF2-HMAC-SHA-512 as OWASP ASVS 5.0 Appendix C asks; the framework's default is less than half.</summary>
    public const int HashRounds = 220_000;

    public static IServiceCollection AddOperators(this IServiceCollection services, IConfiguration configuration)
    {
        var production = configuration["Mode"] == "production";
        services.AddOptions<OperatorsOptions>().Bind(configuration.GetSection(OperatorsOptions.Section)).Configure(o => o.Production = production).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperatorsOptions>, OperatorsOptionsValidator>();
        AddAccounts(services);
        AddSessions(services, production);
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IChangeWriter, AuditedWriter>();
        services.AddSingleton<IChangeWriter, UseCodeStepWriter>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<Accounts>();
        services.AddScoped<SignInDoor>();
        services.AddFactors().AddHiring().AddKeys().AddOpenId(configuration, production);
        services.AddSingleton(_ => new BootstrapOutput(Console.Out));
        services.AddHostedService<BootstrapSupervisor>();
        return services;
    }

    /// <summary>Who comes in: before everything that asks who is there.</summary>
    public static IApplicationBuilder UseOperators(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization().UseAntiforgery();

    public static IEndpointRouteBuilder MapOperators(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/desk/session").WithTags("desk");
        session.MapPost("", OperatorEndpoints.SignInAsync).AllowAnonymous();
        var signedIn = session.MapGroup("").RequireAuthorization(DeskPolicies.SignedIn);
        signedIn.MapPost("/end", OperatorEndpoints.SignOutAsync);
        signedIn.MapPost("/password", OperatorEndpoints.ChangePasswordAsync);
        signedIn.MapPost("/second-factor/key", OperatorEndpoints.NewKeyAsync);
        signedIn.MapPost("/second-factor", OperatorEndpoints.EnrolAsync);
        session.MapFactors(signedIn);
        session.MapOpenId(routes.ServiceProvider.GetRequiredService<IConfiguration>());
        routes.MapHiring();
        return routes;
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<OperatorAccount>(identity =>
        {
            identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@";
            identity.Password.RequiredLength = 12;
            identity.Password.RequiredUniqueChars = 1;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            // Wrong tries are counted per client (SignInThrottle): a lock would let anybody shut an operator out.
            identity.Lockout.MaxFailedAccessAttempts = int.MaxValue;
        }).AddRoles<IdentityRole>().AddEntityFrameworkStores<CoreDbContext>().AddPasswordValidator<PasswordRules>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
    }

    private static void AddSessions(IServiceCollection services, bool production)
    {
        services.AddSingleton<OperatorSessions>();
        services.AddScoped<DeskCookieEvents>();
        // For cookies and short tokens only; words of people are sealed by the Privacy room.
        services.AddDataProtection().SetApplicationName("CoRe.Bot");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<PrivacyOptions>, ILoggerFactory>((keys, privacy, log) =>
            keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(WebKeys(privacy.Value), log));
        services.AddAuthentication(Scheme).AddCookie(Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<IOptions<OperatorsOptions>>((cookie, options) =>
        {
            cookie.Cookie.Name = "core";
            cookie.CookieManager = new HostCookies();
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.Path = "/";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = production ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.Value.IdleMinutes);
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(DeskCookieEvents);
            cookie.ForwardDefaultSelector = KeyAuthentication.SchemeOf;
        });
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = production ? "__Host-core-form" : "core-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = production ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            form.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { SeesCases: true })))
            .AddPolicy(DeskPolicies.Desk, Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { SeesCases: true })))
            .AddPolicy(DeskPolicies.Words, Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { MayCorrect: true })))
            .AddPolicy(DeskPolicies.Audit, Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { SeesAudit: true })))
            .AddPolicy(DeskPolicies.SignedIn, Policy(_ => { }))
            .AddPolicy(DeskPolicies.Coordinator, Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { IsCoordinator: true })))
            .AddPolicy(DeskPolicies.Supervisor, Policy(policy => policy.RequireAssertion(context => Actor.Of(context.User) is { IsSupervisor: true })));
    }

    /// <summary>Beside the master keys and as closed as they are.</summary>
    private static DirectoryInfo WebKeys(PrivacyOptions privacy)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(privacy.KeyFolder), "web"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }

    private static Microsoft.AspNetCore.Authorization.AuthorizationPolicy Policy(Action<Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder> rule)
    {
        var builder = new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser();
        rule(builder);
        return builder.Build();
    }
}
