using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoRe.Bot.Tests.Peers;

/// <summary>A push service from npm on loopback, with browsers that subscribe at it (<c>npm/push.mjs</c>).</summary>
internal sealed class PushPeer : IAsyncDisposable
{
    private readonly Process _process;

    private PushPeer(Process process) => _process = process;

    public static async Task<PushPeer> StartAsync(DateTimeOffset now)
    {
        var start = new ProcessStartInfo("node", ["push.mjs", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = NpmFactAttribute.Folder,
        };
        var peer = new PushPeer(Process.Start(start)!);
        await peer.HeardAsync();
        return peer;
    }

    /// <summary>A browser subscribes with this site's key; the answer is what it would post to the desk, and its name at the service.</summary>
    public async Task<(string Json, string Browser)> SubscribeAsync(string key)
    {
        var at = (await OrderAsync(new JsonObject { ["subscribe"] = key })).AsObject();
        var browser = (string)at["clientHash"]!;
        at.Remove("clientHash");
        return (at.ToJsonString(), browser);
    }

    public Task ExpireAsync(string browser) => OrderAsync(new JsonObject { ["expire"] = browser });

    /// <summary>What the service could verify and decrypt for this browser.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(string browser) =>
        [.. (await OrderAsync(new JsonObject { ["read"] = browser }))["messages"]!.AsArray().Select(message => JsonNode.Parse((string)message!)!)];

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonNode> OrderAsync(JsonObject order)
    {
        await _process.StandardInput.WriteLineAsync(order.ToJsonString());
        return await HeardAsync();
    }

    private async Task<JsonNode> HeardAsync() =>
        JsonNode.Parse(await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new JsonException("The peer has ended."))!;
}
