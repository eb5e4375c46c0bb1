using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>How updates come in.</summary>
public enum TelegramMode
{
    /// <summary>The program asks for them; nothing of it need be reachable from outside.</summary>
    Polling,

    /// <summary>Telegram posts them to <see cref="TelegramOptions.Webhook"/>.</summary>
    Webhook,
}

/// <summary>Section <c>Telegram</c>. Without a token the wire is off.</summary>
public sealed partial class TelegramOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Telegram";

    /// <summary>The bot's token from @BotFather; a secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>How updates come in.</summary>
    public TelegramMode Mode { get; set; } = TelegramMode.Polling;

    /// <summary>The https address under which Telegram reaches <c>/api/telegram</c>; needed for <see cref="TelegramMode.Webhook"/>.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Proof that a post comes from Telegram: 16 to 256 of A-Z a-z 0-9 _ -; needed for <see cref="TelegramMode.Webhook"/>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Another Bot API server, for tests and for a server of one's own; empty: Telegram's.</summary>
    public Uri? Server { get; set; }

    /// <summary>Seconds that one question for updates stays open.</summary>
    [Range(1, 50)]
    public int PollSeconds { get; set; } = 30;

    /// <summary>A token is set.</summary>
    public bool IsOn => Token.Length > 0;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!TokenShape().IsMatch(Token))
        {
            yield return new ValidationResult("Telegram:Token is the bot's number, a colon and its key, as @BotFather gave it.", [nameof(Token)]);
        }

        if (Mode == TelegramMode.Webhook && (Webhook is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)))
        {
            yield return new ValidationResult("Telegram:Webhook is the https address that ends with /api/telegram.", [nameof(Webhook)]);
        }

        if (Mode == TelegramMode.Webhook && !SecretShape().IsMatch(Secret))
        {
            yield return new ValidationResult("Telegram:Secret needs 16 to 256 of A-Z a-z 0-9 _ -.", [nameof(Secret)]);
        }
    }

    [GeneratedRegex("^[0-9]+:[A-Za-z0-9_-]+$")]
    private static partial Regex TokenShape();

    [GeneratedRegex("^[A-Za-z0-9_-]{16,256}$")]
    private static partial Regex SecretShape();
}

[OptionsValidator]
internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>;
