namespace CoRe.BotFramework.Dialogs;

/// <summary>The few words a prompt itself says in a language.</summary>
public class PromptCultureModel
{
    public string Locale { get; set; }
    public string Separator { get; set; }
    public string InlineOr { get; set; }
    public string InlineOrMore { get; set; }
    public string YesInLanguage { get; set; }
    public string NoInLanguage { get; set; }
}

/// <summary>The languages prompts speak; more than the named ones, see <see cref="GetSupportedCultures"/> and cultures.json.</summary>
public static class PromptCultureModels
{
    public static PromptCultureModel Bulgarian => Model("bg-bg");
    public static PromptCultureModel Chinese => Model("zh-cn");
    public static PromptCultureModel Dutch => Model("nl-nl");
    public static PromptCultureModel English => Model("en-us");
    public static PromptCultureModel French => Model("fr-fr");
    public static PromptCultureModel German => Model("de-de");
    public static PromptCultureModel Hindi => Model("hi-in");
    public static PromptCultureModel Italian => Model("it-it");
    public static PromptCultureModel Japanese => Model("ja-jp");
    public static PromptCultureModel Korean => Model("ko-kr");
    public static PromptCultureModel Portuguese => Model("pt-br");
    public static PromptCultureModel Spanish => Model("es-es");
    public static PromptCultureModel Swedish => Model("sv-se");
    public static PromptCultureModel Turkish => Model("tr-tr");

    /// <summary>The supported culture of the same language; what is not supported comes back as it was.</summary>
    public static string MapToNearestLanguage(string cultureCode)
        => cultureCode is null ? null : CultureWords.Find(cultureCode)?.Locale ?? cultureCode.ToLowerInvariant();

    public static PromptCultureModel[] GetSupportedCultures() => [.. CultureWords.All.Select(words => words.ToModel())];

    private static PromptCultureModel Model(string locale) => CultureWords.For(locale).ToModel();
}
