using System.Net;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>A machine that answers like LibreTranslate and "translates" by saying what it heard and into what. It keeps what it was sent.</summary>
internal sealed class EchoEngine : IDisposable
{
    private readonly HttpListener _listener = new();

    public EchoEngine()
    {
        // A port that the system has just given and taken back.
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public List<string> Heard { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                using var asked = await JsonDocument.ParseAsync(call.Request.InputStream);
                var (words, target) = (asked.RootElement.GetProperty("q").GetString()!, asked.RootElement.GetProperty("target").GetString());
                lock (Heard)
                {
                    Heard.Add(words);
                }

                call.Response.ContentType = "application/json";
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { translatedText = $"({target}) {words}" })));
                call.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
