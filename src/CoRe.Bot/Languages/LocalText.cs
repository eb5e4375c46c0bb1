using System.Text.Json.Serialization;

namespace CoRe.Bot.Languages;

/// <summary>Who stands behind a text. Only <see cref="Reviewed"/> was read by a person who grew up with the language.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextState>))]
internal enum TextState
{
    /// <summary>Written for the product, approved by nobody yet.</summary>
    Draft,

    /// <summary>Translated by a machine.</summary>
    Machine,

    /// <summary>Approved by the reviewer named in the pack.</summary>
    Reviewed,

    /// <summary>The Italian source has changed since; the text may say something that is no longer true.</summary>
    Stale,
}

/// <summary>A text ready to be shown. <paramref name="Locale"/> is the language it is really in, which may be a fallback.</summary>
internal sealed record LocalText(string Text, TextState State, LocaleTag Locale)
{
    public override string ToString() => Text;
}

/// <summary>One language of the product as its <c>locale.json</c> describes it.</summary>
/// <param name="Reviewer">Who grew up with the language and approved its texts; null: nobody yet.</param>
/// <param name="SafetyLevel">Interface, safety, consent and menus are there; rights articles come from a fallback, with a notice.</param>
internal sealed record LocalePack(
    LocaleTag Tag,
    string OwnName,
    bool RightToLeft,
    TextState State,
    IReadOnlyList<LocaleTag> Fallback,
    string? Reviewer,
    bool SafetyLevel = false)
{
    /// <summary>The value of the HTML <c>dir</c> attribute.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";
}
