using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Tests.Peers;
using Microsoft.IdentityModel.Tokens;

namespace CoRe.Bot.Channels.Tests.BotService;

/// <summary>The same posts before our door and before Microsoft's own validation from npm: both let the same ones in.</summary>
public sealed class ConnectorPeerTests
{
    [PeerFact]
    public async Task Microsoft_s_validation_lets_the_same_posts_in()
    {
        await using var bed = await BotServiceBed.StartAsync();
        var slack = bed.Message(channel: "slack");
        var elsewhere = bed.Message();
        elsewhere["serviceUrl"] = "https://evil.example.org/";
        using var strange = RSA.Create(2048);
        (string Name, string Header, JsonObject Activity)[] posts =
        [
            ("good", "Bearer " + bed.Token(), bed.Message()),
            ("web chat", "Bearer " + bed.Token(), bed.Message(channel: "webchat")),
            ("late within the leeway", "Bearer " + bed.Token(from: TimeSpan.FromHours(-1), until: TimeSpan.FromMinutes(-3)), bed.Message()),
            ("expired", "Bearer " + bed.Token(from: TimeSpan.FromHours(-1), until: TimeSpan.FromMinutes(-7)), bed.Message()),
            ("too early", "Bearer " + bed.Token(from: TimeSpan.FromMinutes(8)), bed.Message()),
            ("wrong audience", "Bearer " + bed.Token(audience: Guid.NewGuid().ToString()), bed.Message()),
            ("wrong issuer", "Bearer " + bed.Token(issuer: "https://api.example.org"), bed.Message()),
            ("wrong key", "Bearer " + bed.Token(new RsaSecurityKey(strange) { KeyId = "service-1" }), bed.Message()),
            ("not endorsed", "Bearer " + bed.Token(), slack),
            ("another address", "Bearer " + bed.Token(), elsewhere),
            ("no address in the token", "Bearer " + bed.Token(serviceUrl: null), bed.Message()),
            ("not signed", "Bearer " + Base64UrlEncoder.Encode("{\"alg\":\"none\",\"kid\":\"service-1\"}") + "." + bed.Token().Split('.')[1] + ".", bed.Message()),
        ];
        var order = new JsonObject
        {
            ["metadata"] = bed.Metadata.AbsoluteUri, ["appId"] = BotServiceBed.AppId,
            ["check"] = new JsonArray([.. posts.Select(post => new JsonObject { ["header"] = post.Header, ["activity"] = post.Activity.DeepClone() })]),
        };

        using var node = Peer.Start("node", "connector.cjs", order.ToJsonString());
        var theirs = (await node.LinesAsync()).Select(line => line.GetProperty("in").GetBoolean()).ToList();
        var ours = new List<bool>();
        foreach (var (_, header, activity) in posts)
        {
            ours.Add(await bed.PostAsync(activity.ToJsonString(), header) == HttpStatusCode.OK);
        }

        Assert.Equal(posts.Zip(theirs, (post, entry) => (post.Name, entry)), posts.Zip(ours, (post, entry) => (post.Name, entry)));
        Assert.Equal(["good", "web chat", "late within the leeway"], posts.Zip(ours).Where(pair => pair.Second).Select(pair => pair.First.Name));
    }
}
