using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Chat;

/// <summary>Settings of the section <c>Chat</c>.</summary>
internal sealed class ChatPageOptions
{
    public const string Section = "Chat";

    /// <summary>
    /// Where "leave now" goes: an ordinary page, open to everybody, that says nothing about its visitor. Weather and news are
    /// believable on any phone. HTTPS only, except on this machine for tests.
    /// </summary>
    [Required]
    public Uri LeaveUrl { get; set; } = new("https://www.meteoam.it/");
}

internal sealed class ChatPageOptionsValidator : IValidateOptions<ChatPageOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatPageOptions options) =>
        options.LeaveUrl is { IsAbsoluteUri: true } leave && (leave.Scheme == Uri.UriSchemeHttps || (leave.IsLoopback && leave.Scheme == Uri.UriSchemeHttp))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Chat:LeaveUrl must be an absolute https address.");
}
