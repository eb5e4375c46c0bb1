using CoRe.Bot.Facts;

namespace CoRe.Bot.Languages.Translating;

/// <summary>What will be said in the other language, and what that says when it is read back.</summary>
internal sealed record Rendering(PersonText Source, PersonText Said, PersonText Back, string Engine);

/// <summary>Stands between a person and an operator: masks, translates, puts back; shows the way back before anything is sent.</summary>
internal sealed class Interpreter(ITranslator translator)
{
    /// <summary>The engine's name, null when nobody translates.</summary>
    public string? Engine => translator.Engine;

    /// <exception cref="TranslatorException">There is no translation now.</exception>
    public async Task<Translation> TranslateAsync(PersonText words, LocaleTag? from, LocaleTag to, CancellationToken cancellationToken)
    {
        var mask = Mask.Of(words.Reveal());
        var made = await translator.TranslateAsync(mask.Words, from, to, cancellationToken);
        return made with { Words = new PersonText(mask.Restore(made.Words.Reveal())) };
    }

    /// <summary>An operator's words in the language of the talk with their way back, to be looked at before they are sent.</summary>
    /// <exception cref="TranslatorException">There is no translation now: nothing may be sent.</exception>
    public async Task<Rendering> RenderAsync(PersonText words, LocaleTag from, LocaleTag to, CancellationToken cancellationToken)
    {
        var said = await TranslateAsync(words, from, to, cancellationToken);
        var back = await TranslateAsync(said.Words, to, from, cancellationToken);
        return new Rendering(words, said.Words, back.Words, said.Engine);
    }
}
