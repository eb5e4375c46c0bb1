using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dispatch.Push;

/// <summary>Section <c>Push</c>: where browsers of the team may be told of a case while their window is closed.</summary>
internal sealed class PushOptions : IValidatableObject
{
    public const string Section = "Push";

    private static readonly string[] Makers = ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com"];

    /// <summary>Hosts of push services that a browser may name (<c>*.</c> for all below); empty: those of the four makers of browsers.</summary>
    public List<string> Hosts { get; } = [];

    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Whether we call this address: a browser names it, and it must not lead our server anywhere else.</summary>
    public bool Allows(Uri endpoint) => endpoint.IsAbsoluteUri && endpoint.UserInfo.Length == 0
        && (Hosts.Count > 0 ? (IReadOnlyList<string>)Hosts : Makers).Any(host => Fits(host, endpoint.IdnHost))
        && (endpoint.Scheme == Uri.UriSchemeHttps && endpoint.IsDefaultPort || (endpoint.IsLoopback && Hosts.Contains(endpoint.Host)));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hosts.Any(host => Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) != UriHostNameType.Dns))
        {
            yield return new ValidationResult("Push:Hosts are names of hosts, *. before one stands for all below it.", [nameof(Hosts)]);
        }
    }

    private static bool Fits(string host, string named) => host.StartsWith("*.", StringComparison.Ordinal)
        ? named.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
        : named.Equals(host, StringComparison.OrdinalIgnoreCase);
}

[OptionsValidator]
internal sealed partial class PushOptionsValidator : IValidateOptions<PushOptions>;
