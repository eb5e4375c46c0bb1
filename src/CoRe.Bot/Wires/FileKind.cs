namespace CoRe.Bot.Wires;

/// <summary>What a file is, by its first bytes and nothing else: what cannot be a page, a program or a drawing with scripts is shown, all else is only saved.</summary>
internal static class FileKind
{
    public const string Unknown = "application/octet-stream";

    public static string Of(ReadOnlySpan<byte> content) => content switch
    {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xff, 0xfb or 0xf3 or 0xf2, ..] => "audio/mpeg",
        [0xff, 0xf1 or 0xf9, ..] => "audio/aac",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => "audio/wav",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "video/webm",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'M', (byte)'4', (byte)'A', ..] => "audio/mp4",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'i' or (byte)'m' or (byte)'M' or (byte)'3' or (byte)'a', ..] => "video/mp4",
        _ => Unknown,
    };
}
