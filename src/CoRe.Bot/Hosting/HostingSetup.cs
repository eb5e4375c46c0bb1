using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Hosting;

internal static class HostingSetup
{
    /// <summary>Limits of the door itself; the wires check their own sizes below these.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        AddShippedSettings(builder.Configuration);
        // Beside the program when published, the project's own assets when run from the source.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<CoRe.Bot.Facts.IReadinessCheck, HostingReadiness>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        });
        return builder;
    }

    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
        return routes;
    }

    /// <summary>The appsettings.json beside the program comes first: that of the current folder, the environment and the command line win over it.</summary>
    private static void AddShippedSettings(IConfigurationBuilder configuration)
    {
        var shipped = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true };
        shipped.ResolveFileProvider();
        configuration.Sources.Insert(0, shipped);
    }

    private static async Task<IResult> ReadyAsync(ICoreDb database, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Database.CanConnectAsync(cancellationToken) ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MaxConcurrentUpgradedConnections = 12_000;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(100, TimeSpan.FromSeconds(10));
    }
}
