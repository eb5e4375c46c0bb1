namespace CoRe.Bot.Channels.Contract;

/// <summary>What became of fetching a file.</summary>
public enum WireFileState
{
    /// <summary>Here it is.</summary>
    Fetched,

    /// <summary>The provider has it no more, or never had.</summary>
    Gone,

    /// <summary>Larger than was asked for.</summary>
    TooLarge,

    /// <summary>The provider does not answer now.</summary>
    Later,
}

/// <summary>A file that somebody sent. Its content says what it is, not its sender.</summary>
public sealed record WireFile(WireFileState State, byte[] Content)
{
    /// <summary>Without content.</summary>
    public static WireFile Of(WireFileState state) => new(state, []);

    /// <summary>The content of an answer, read no further than <paramref name="largest"/> bytes.</summary>
    public static async Task<WireFile> ReadAsync(HttpResponseMessage answer, long largest, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            return Of((int)answer.StatusCode is >= 500 or 429 or 401 or 403 ? WireFileState.Later : WireFileState.Gone);
        }

        if (answer.Content.Headers.ContentLength > largest)
        {
            return Of(WireFileState.TooLarge);
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > largest)
            {
                return Of(WireFileState.TooLarge);
            }
        }

        return new WireFile(WireFileState.Fetched, content.ToArray());
    }
}

/// <summary>Fetches what the bot cannot read, when a person who helps opens it. Nothing is kept on the way.</summary>
public interface IWireFiles
{
    /// <summary>The wire's channel id.</summary>
    string Channel { get; }

    /// <summary>The file behind a <see cref="WireEvent.MediaKey"/>; never throws for what the provider does.</summary>
    Task<WireFile> FetchAsync(string key, long largest, CancellationToken cancellationToken);
}
