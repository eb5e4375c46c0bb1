using System.ComponentModel.DataAnnotations;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Settings of the web front (section <c>DirectLine</c>).</summary>
public sealed class DirectLineOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "DirectLine";

    /// <summary>
    /// Secret of a partner's own server, which may then ask for tokens and start conversations; it never opens a
    /// conversation for reading. Empty: <c>tokens/generate</c> is switched off, only the product's own page gets tokens.
    /// </summary>
    [MinLength(24, ErrorMessage = "DirectLine:Secret needs at least 24 characters.")]
    public string? Secret { get; set; }

    /// <summary>Life of a token. Microsoft's clients refresh every 15 minutes whatever they are told, hence at least 20.</summary>
    [Range(20, 1440)]
    public int TokenMinutes { get; set; } = 30;

    /// <summary>Life of the pre-authorised stream address.</summary>
    [Range(5, 300)]
    public int StreamUrlSeconds { get; set; } = 60;

    /// <summary>Origins of other sites that may host the chat, for example <c>https://partner.example</c>. The own host needs no entry.</summary>
    public IList<string> TrustedOrigins { get; } = [];

    /// <summary>Largest request body.</summary>
    [Range(16 * 1024, 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>Seconds between the empty frames that tell a page's script that the stream lives, and between WebSocket pings.</summary>
    [Range(5, 300)]
    public int KeepAliveSeconds { get; set; } = 20;

    /// <summary>A client that takes no frame for so long is closed; it comes back and resumes by its watermark.</summary>
    [Range(1, 120)]
    public int SlowClientSeconds { get; set; } = 10;
}

/// <summary>The part of the section <c>Limits</c> that guards new conversations.</summary>
public sealed class StartLimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    /// <summary>
    /// New conversations a minute from one address (a /64 for IPv6). A reception centre or a school is one address, so it is
    /// wide; it stops floods, not groups.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ConversationStartsPerMinute { get; set; } = 240;
}
