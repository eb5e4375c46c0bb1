using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>A message as its provider got it from the bot.</summary>
/// <param name="Buttons">Label as shown, and what a tap sends back.</param>
internal sealed record Told(string Text, IReadOnlyList<(string Label, string Id)> Buttons);

/// <summary>
/// A provider's house on loopback, and one person who writes to the bot through it. What stands in its place is made from the provider's documentation, so it
/// can prove that the product does what we read there, not that we read it right.
/// </summary>
internal abstract class Provider : IAsyncDisposable
{
    private readonly ConcurrentQueue<Told> _told = new();
    private WebApplication? _app;

    /// <summary>How the desk names the wire.</summary>
    public abstract string Shown { get; }

    /// <summary>How the product is told to use it.</summary>
    public abstract string[] Settings { get; }

    public virtual IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    public IEnumerable<string> Texts => _told.Select(told => told.Text);

    /// <summary>Where the product listens.</summary>
    public HttpClient Bot { get; } = new();

    protected Uri Address => new(_app!.Urls.Single());

    /// <summary>So many of the next messages are refused with this status.</summary>
    public (int Count, int Status) Refusing { get; set; }

    public async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        Map(_app);
        await _app.StartAsync();
    }

    /// <summary>The person writes.</summary>
    public abstract Task SayAsync(string text);

    /// <summary>Taps the newest button with these words, or types its number where there are only numbers.</summary>
    public async Task TapAsync(string label)
    {
        foreach (var told in _told.Reverse())
        {
            if (told.Buttons.FirstOrDefault(button => button.Label.TrimEnd('…') is { Length: > 0 } shown && label.StartsWith(shown, StringComparison.Ordinal)) is { Id: { } id })
            {
                await PressAsync(label, id);
                return;
            }

            var line = told.Text.Split('\n').FirstOrDefault(line => line.Split(". ", 2) is [var number, var words] && number.All(char.IsAsciiDigit) && words.StartsWith(label, StringComparison.Ordinal));
            if (line is not null)
            {
                await SayAsync(line.Split('.')[0]);
                return;
            }
        }

        Assert.Fail($"Nobody offers '{label}'; the bot said {string.Join("\n---\n", _told.TakeLast(4).Select(told => $"{told.Text} [{string.Join('|', told.Buttons.Select(button => button.Label))}]"))}");
    }

    /// <summary>Waits until the bot has said these words, from the message after <paramref name="after"/> on.</summary>
    public async Task<string> HearsAsync(string words, int after = 0)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (Texts.Skip(after).LastOrDefault(text => text.Contains(words, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"Nobody said '{words}'; the bot said {string.Join("\n---\n", Texts.TakeLast(6))}");
        return "";
    }

    public async ValueTask DisposeAsync()
    {
        Bot.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    protected abstract void Map(WebApplication app);

    /// <summary>The person taps a button.</summary>
    protected virtual Task PressAsync(string label, string id) => throw new NotSupportedException("This wire has no buttons.");

    /// <summary>Keeps what the bot sent and answers as the provider would; or refuses it.</summary>
    protected IResult Take(string text, IEnumerable<(string Label, string Id)> buttons, object answer)
    {
        if (Refusing is { Count: > 0 } refusing)
        {
            Refusing = (refusing.Count - 1, refusing.Status);
            return Results.StatusCode(refusing.Status);
        }

        _told.Enqueue(new Told(text, [.. buttons]));
        return Results.Json(answer);
    }
}
