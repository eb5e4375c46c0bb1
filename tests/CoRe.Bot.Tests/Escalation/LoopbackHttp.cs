using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>One request as a machine outside got it.</summary>
internal sealed record HeardRequest(string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A machine on loopback that keeps what it is sent and answers as it is told.</summary>
internal sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackHttp(WebApplication app) => _app = app;

    public ConcurrentQueue<HeardRequest> Heard { get; } = new();

    public int Answer { get; set; } = 200;

    public string Body { get; set; } = "";

    /// <summary>Answers in its place: sets the status, waits, cuts the line.</summary>
    public Func<HeardRequest, HttpContext, Task>? Behave { get; set; }

    public string Address => _app.Urls.First();

    public static async Task<LoopbackHttp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var machine = new LoopbackHttp(builder.Build());
        machine._app.Run(machine.TakeAsync);
        await machine._app.StartAsync();
        return machine;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var heard = new HeardRequest(context.Request.Path, context.Request.QueryString.Value ?? "", await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Heard.Enqueue(heard);
        context.Response.StatusCode = Answer;
        if (Behave is { } behave)
        {
            await behave(heard, context);
            return;
        }

        await context.Response.WriteAsync(Body);
    }
}
