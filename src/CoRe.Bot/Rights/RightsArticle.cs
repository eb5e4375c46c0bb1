using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Rights;

/// <summary>Whom an article speaks to.</summary>
internal enum RightsAudience
{
    Minor,
    Parent,
    Both,
}

/// <summary>What a line is for; the order is the order on the screen.</summary>
internal enum RightsPart
{
    Answer,
    Next,
    Helps,
    Cost,
    Documents,
    Time,
    Nobody,
}

/// <summary>
/// One sentence that may be shown. <paramref name="Sources"/> are references such as <c>S5 art. 19 c. 1-bis</c>;
/// <see cref="RightsLibrary.Source"/> gives title and address.
/// </summary>
internal sealed record RightsLine(string Id, RightsPart Part, string Text, IReadOnlyList<string> Sources);

/// <summary>Where a line comes from. <paramref name="Url"/> is null when there is no public page.</summary>
internal sealed record RightsSource(string Id, string Title, string? Url);

/// <summary>
/// One topic in one language, with only those lines that a law text or a public page supports and that are still valid.
/// No lines at all means: offer a person, say nothing about the law.
/// </summary>
/// <param name="Locale">The language the article is really in, which may be a fallback.</param>
internal sealed record RightsArticle(
    TopicId Topic,
    string Title,
    RightsAudience Audience,
    IReadOnlyList<RightsLine> Lines,
    string LegalBasis,
    DateOnly CheckedOn,
    TextState State,
    LocaleTag Locale);

/// <summary>A named lawyer stands behind one Italian sentence, in exactly these words, until a day.</summary>
internal sealed record LegalSignature(string Name, string Words, string Reference, DateOnly SignedOn, DateOnly ExpiresOn);

/// <summary>A line kept from people until the network's lawyer confirms it.</summary>
internal sealed record UnconfirmedLine(TopicId Topic, string LineId, string Text, string ToConfirm);
