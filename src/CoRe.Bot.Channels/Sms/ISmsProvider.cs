using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.Sms;

/// <summary>A company that carries short messages. Another one is another class.</summary>
internal interface ISmsProvider
{
    /// <summary>Whether the post comes from the provider.</summary>
    bool IsSigned(HttpRequest request, IFormCollection form);

    /// <summary>What the post says; null for what nobody said. <paramref name="optOut"/>: the person wants no more messages.</summary>
    WireEvent? Read(IFormCollection form, out bool optOut);

    /// <summary>Sends one text; never throws for what the provider does.</summary>
    Task<WireOutcome> SendAsync(string number, string text, CancellationToken cancellationToken);
}
