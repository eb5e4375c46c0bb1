namespace CoRe.Bot.Languages;

/// <summary>A BCP 47 tag of a locale pack, lower case (<c>it</c>, <c>ar</c>, <c>bn-latn</c> as data tag).</summary>
internal readonly record struct LocaleTag
{
    /// <summary>The source language of all product texts.</summary>
    public static readonly LocaleTag Italian = new("it");

    public static readonly LocaleTag English = new("en");

    public static readonly LocaleTag French = new("fr");

    public static readonly LocaleTag Arabic = new("ar");

    public LocaleTag(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value.Trim().ToLowerInvariant();
    }

    public string Value => field ?? "it";

    // A tag nobody set reads as Italian, so it must also be equal to Italian.
    public bool Equals(LocaleTag other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}
