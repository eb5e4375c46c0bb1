using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Wires;

/// <summary>A file as a browser may have it.</summary>
/// <param name="ContentType">Found in the content itself; <c>application/octet-stream</c> for what is only to be saved.</param>
internal sealed record SentFile(SentFileState State, string ContentType, byte[] Content);

/// <summary>What the desk says when there is none.</summary>
internal enum SentFileState
{
    Here,
    Gone,
    TooLarge,
    Later,
}

/// <summary>
/// What a person sent and the bot cannot read. It lies at the provider; the house keeps only where, sealed with the line, and fetches it each time that
/// somebody who helps opens it.
/// </summary>
internal sealed class SentFiles(IEnumerable<IWireFiles> wires, IOptions<WiresOptions> options)
{
    private const string Prefix = "wire:";

    /// <summary>How a line of the transcript refers to its file.</summary>
    public static string Reference(string key) => Prefix + key;

    /// <summary>Whether what a person said has a file that can be asked for.</summary>
    public bool Has(Activity said) => options.Value.LargestFileMegabytes > 0 && Key(said) is not null && Of(said) is not null;

    public async Task<SentFile> FetchAsync(TranscriptEntry line, CancellationToken cancellationToken)
    {
        var said = line.Activity;
        if (line.Speaker != Speaker.Person || !Has(said))
        {
            return new SentFile(SentFileState.Gone, "", []);
        }

        var file = await Of(said)!.FetchAsync(Key(said)!, options.Value.LargestFileMegabytes * 1024L * 1024L, cancellationToken);
        return file.State switch
        {
            WireFileState.Fetched => new SentFile(SentFileState.Here, FileKind.Of(file.Content), file.Content),
            WireFileState.TooLarge => new SentFile(SentFileState.TooLarge, "", []),
            WireFileState.Later => new SentFile(SentFileState.Later, "", []),
            _ => new SentFile(SentFileState.Gone, "", []),
        };
    }

    private IWireFiles? Of(Activity said) => wires.FirstOrDefault(wire => wire.Channel == said.ChannelId);

    private static string? Key(Activity said) => said.Attachments is [{ ContentUrl: { } place }, ..]
        && place.StartsWith(Prefix, StringComparison.Ordinal) ? place[Prefix.Length..] : null;
}
