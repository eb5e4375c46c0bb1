using CoRe.Bot.Dispatch;
using CoRe.Bot.Desk.Api;
using CoRe.Bot.Desk.Door;
using CoRe.Bot.Desk.Frame;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Desk.Services;
using CoRe.Bot.Desk.Words;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using Microsoft.AspNetCore.Components.Authorization;

namespace CoRe.Bot.Desk;

/// <summary>The operators' pages under <c>/desk</c> and the same operations as an HTTP API under <c>/api/desk</c>.</summary>
internal static class DeskSetup
{
    private const string LiveConnection = "/_blazor";

    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DetailedErrors = false;
            // A desk in a tunnel or a lift comes back to the same page.
            circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = 64 * 1024);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, DeskAuthentication>();
        services.AddScoped<DeskState>();
        services.AddSingleton<DeskWords>().AddSingleton(provider => ReasonWords.Load(provider.GetRequiredService<LocaleLibrary>().Folder));
        services.AddSingleton<ReferralDesk>().AddSingleton<Proposals>();
        services.AddSingleton<DirectoryDesk>();
        services.AddSingleton<WordsDesk>();
        services.AddSingleton<InviteDesk>();
        services.AddSingleton<CaseCounts>();
        services.AddSingleton<Interpreting.DeskTranslations>();
        services.AddSingleton<Parts.TalkFiles>().AddSingleton<Duties.ExportedPage>().AddSingleton<ReferralPapers>();
        services.AddSingleton<DeskGate>();
        services.AddDeskDocument();
        return services;
    }

    /// <summary>A page of another site may not open the desk's live connection with the operator's cookie.</summary>
    public static IApplicationBuilder UseDesk(this IApplicationBuilder app) => app.UseDeskTongue().Use((context, next) =>
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (context.Request.Path.StartsWithSegments(LiveConnection, StringComparison.Ordinal) && origin.Length > 0
            && !origin.Equals($"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        // Everything asks for the desk's policy; the pages of the door say otherwise themselves.
        routes.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(DeskPolicies.SignedIn);
        var papers = routes.MapGroup("/desk/referrals/{id:guid}").RequireAuthorization(DeskPolicies.Desk).AddEndpointFilter<PlainPageHeaders>();
        papers.MapGet("/fhir", (Guid id, HttpContext http, ReferralPapers papers, CancellationToken token) => papers.FhirAsync(id, http, token));
        papers.MapGet("/print", (Guid id, HttpContext http, ReferralPapers papers, CancellationToken token) => papers.PrintAsync(id, http, token));
        routes.MapGet("/desk/exports/{id:guid}", (Guid id, HttpContext http, Duties.ExportedPage page, CancellationToken token) => page.AnswerAsync(id, http, token)).RequireAuthorization(DeskPolicies.Desk);
        routes.MapGet("/desk/cases/{id:guid}/files/{line:long}", (Guid id, long line, HttpContext http, Parts.TalkFiles files, CancellationToken token) => files.AnswerAsync(id, line, http, token)).RequireAuthorization(DeskPolicies.Desk);
        routes.MapPost("/desk/session/language", DeskTongue.Choose).AllowAnonymous();
        routes.MapDeskApi();
        routes.MapDeskDocument();
        return routes;
    }
}
