using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>
/// Slows guessing by who guesses, never by who is guessed: a stranger cannot lock an operator out. A browser that signed in
/// before (a sealed cookie says so) has a count of its own and so gets through while strangers flood the door.
/// </summary>
internal sealed class SignInThrottle(IOptions<OperatorsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly WindowCounts _counts = new(Window, time);

    /// <summary>True when this try may be checked.</summary>
    public bool Admit(string address, string? knownBrowser) => knownBrowser is not null
        ? _counts.Take("browser " + knownBrowser, options.Value.TriesPerClient)
        : _counts.Take("address " + address, options.Value.TriesPerClient) && _counts.Take("strangers", options.Value.TriesOfStrangers);
}

/// <summary>Counts per key in fixed windows of time, in bounded memory.</summary>
internal sealed class WindowCounts(TimeSpan window, TimeProvider time)
{
    private const int MostKeys = 50_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];
    private long _current;

    public bool Take(string key, int most)
    {
        lock (_gate)
        {
            Turn();
            if (_counts.Count >= MostKeys)
            {
                _counts.Clear();
            }

            var count = _counts.GetValueOrDefault(key) + 1;
            _counts[key] = count;
            return count <= most;
        }
    }

    /// <summary>How often the key was taken in this window.</summary>
    public int Of(string key)
    {
        lock (_gate)
        {
            Turn();
            return _counts.GetValueOrDefault(key);
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow().UtcTicks / window.Ticks;
        if (now != _current)
        {
            _current = now;
            _counts.Clear();
        }
    }
}
