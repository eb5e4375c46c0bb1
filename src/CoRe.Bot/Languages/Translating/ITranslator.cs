using CoRe.Bot.Facts;

namespace CoRe.Bot.Languages.Translating;

/// <summary>What an engine made of some words. <paramref name="From"/> is the language it took them for, when it says.</summary>
internal sealed record Translation(PersonText Words, LocaleTag? From, string Engine);

/// <summary>No translation. <paramref name="code"/> is a short code of ours; never a remote text, which could quote the words.</summary>
internal sealed class TranslatorException(string code) : Exception(code)
{
    public string Code { get; } = code;
}

/// <summary>One engine. Callers take <see cref="Interpreter"/>, which masks names and numbers first.</summary>
internal interface ITranslator
{
    /// <summary>The engine's name as the desk shows it; null when there is none.</summary>
    string? Engine { get; }

    /// <param name="from">Null: the engine finds out.</param>
    /// <exception cref="TranslatorException">It did not answer, or not in time.</exception>
    Task<Translation> TranslateAsync(string words, LocaleTag? from, LocaleTag to, CancellationToken cancellationToken);
}

/// <summary>The default: nobody outside reads along.</summary>
internal sealed class NoTranslator : ITranslator
{
    public string? Engine => null;

    public Task<Translation> TranslateAsync(string words, LocaleTag? from, LocaleTag to, CancellationToken cancellationToken) => throw new TranslatorException("not_configured");
}
