using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Refuses to start with settings that would fail later, in front of a person.</summary>
[OptionsValidator]
internal sealed partial class DirectLineOptionsAttributes : IValidateOptions<DirectLineOptions>;

[OptionsValidator]
internal sealed partial class StartLimitOptionsValidator : IValidateOptions<StartLimitOptions>;

/// <summary>The attributes, and what attributes cannot say.</summary>
internal sealed class DirectLineOptionsValidator(IDirectLineKey? key = null) : IValidateOptions<DirectLineOptions>
{
    private readonly DirectLineOptionsAttributes _attributes = new();

    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        var byAttributes = _attributes.Validate(name, options);
        if (byAttributes.Failed)
        {
            return byAttributes;
        }

        if (options.TrustedOrigins.Any(origin => !IsOrigin(origin)))
        {
            return ValidateOptionsResult.Fail("DirectLine:TrustedOrigins: write each as scheme://host[:port], nothing after it.");
        }

        return key is { SigningKey.Length: >= 32 }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Direct Line needs an IDirectLineKey of at least 32 bytes.");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
