using System.Diagnostics.CodeAnalysis;
using CoRe.Bot.Channels.DirectLine.Stream;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>
/// The web front: Direct Line 3.0 for the product's own page and for Microsoft's unmodified Web Chat and DirectLineJS.
/// The host gives <see cref="IDirectLineKey"/>, <c>IInbox</c>, <c>IConversationAccess</c> and <c>IReturnCodes</c>.
/// </summary>
public static class DirectLineSetup
{
    internal const string Prefix = "/directline";
    internal const string VersionedPrefix = "/v3/directline";
    private const string CorsPolicy = "DirectLine";

    /// <summary>Registers the wire.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddOptions<StartLimitOptions>().Bind(configuration.GetSection(StartLimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StartLimitOptions>, StartLimitOptionsValidator>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>(AllowPartners);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DirectLineTokens>().AddSingleton<Gate>().AddSingleton<StartLimiter>();
        services.AddSingleton<Origins>().AddSingleton<BodyReader>();
        services.AddSingleton<TokenEndpoints>().AddSingleton<ConversationEndpoints>();
        services.AddSingleton<ReturnLimiter>().AddSingleton<ReturnEndpoints>();
        services.AddSingleton<ActivityEndpoints>().AddSingleton<StreamEndpoint>();
        return services;
    }

    /// <summary>The two middlewares that the wire needs, after routing: partners' origins and WebSockets.</summary>
    public static IApplicationBuilder UseDirectLine(this IApplicationBuilder app) => app.UseCors().UseWebSockets();

    /// <summary>Maps <c>/directline</c>, and the same under <c>/v3/directline</c> as the public service has it.</summary>
    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        MapUnder(Group(routes, Prefix));
        MapUnder(Group(routes, VersionedPrefix));
    }

    /// <summary>Maps <c>POST /api/chat/token</c>, where the product's own page begins, and its way back by words.</summary>
    public static void MapChatToken(this IEndpointRouteBuilder routes)
    {
        var group = Group(routes, "/api/chat");
        group.MapPost("/token", (TokenEndpoints on, HttpRequest request, CancellationToken token) => on.ChatAsync(request, token));
        group.MapPost("/return-code", (ReturnEndpoints on, HttpRequest request, CancellationToken token) => on.IssueAsync(request, token));
        group.MapPost("/resume", (ReturnEndpoints on, HttpRequest request, CancellationToken token) => on.ResumeAsync(request, token));
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, [StringSyntax("Route")] string prefix)
    {
        var group = routes.MapGroup(prefix).RequireCors(CorsPolicy).AllowAnonymous();
        group.AddEndpointFilter<RouteGroupBuilder, Errors>();
        return group;
    }

    private static void MapUnder(RouteGroupBuilder group)
    {
        group.MapPost("/tokens/generate", (TokenEndpoints on, HttpRequest request, CancellationToken token) => on.GenerateAsync(request, token));
        group.MapPost("/tokens/refresh", (TokenEndpoints on, HttpRequest request) => on.Refresh(request));
        group.MapPost("/conversations", (ConversationEndpoints on, HttpContext http, CancellationToken token) => on.StartAsync(http, token));
        group.MapGet("/conversations/{id}", (ConversationEndpoints on, string id, HttpContext http, string? watermark,
            CancellationToken token) => on.ReconnectAsync(id, http, watermark, token));
        group.MapGet("/conversations/{id}/activities", (ActivityEndpoints on, string id, HttpRequest request, string? watermark,
            CancellationToken token) => on.ReadAsync(id, request, watermark, token));
        group.MapPost("/conversations/{id}/activities", (ActivityEndpoints on, string id, HttpRequest request,
            CancellationToken token) => on.PostAsync(id, request, token));
        group.MapPost("/conversations/{id}/upload", (ActivityEndpoints on, string id, HttpRequest request) => on.Upload(id, request));
        group.MapGet("/conversations/{id}/stream", (StreamEndpoint on, string id, HttpContext http, string? watermark, string? t,
            CancellationToken token) => on.FollowAsync(id, http, watermark, t, token));
        group.MapGet("/session/getsessionid", () => Session());
        group.Map("/{**rest}", IResult () => throw Refusal.NotFound());
    }

    /// <summary>Only a sign-in with cards would use it, and this product has no sign-in; the client wants an answer all the same.</summary>
    private static IResult Session() => TypedResults.Json(new SessionAnswer(Guid.NewGuid().ToString("N")), DirectLineJson.Default.SessionAnswer);

    private static void AllowPartners(CorsOptions cors, IOptions<DirectLineOptions> options) => cors.AddPolicy(CorsPolicy, policy => policy
        .WithOrigins([.. options.Value.TrustedOrigins])
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
        .WithExposedHeaders("Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromMinutes(10)));
}
