using CoRe.Bot.Corrections;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Rights;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.Tests.Pipeline;
using CoRe.Bot.Tests.ServiceDirectory;

namespace CoRe.Bot.Tests.Corrections;

public sealed class CorrectionRulesTests
{
    private static readonly CorrectionRules Rules = new(RealParts.Locales, NeverSaid.Load(RealParts.Locales.Folder), RightsLibrary.Load(RealParts.Locales, TimeProvider.System),
        new Hotlines(DirectoryFiles.Hotlines(), ServiceLibraryTests.Needs(), production: false), ServiceLibraryTests.Library());

    [Theory]
    [InlineData("text", "services.choice.city", "it", "Nessuno saprà niente", "promise")]
    [InlineData("text", "services.choice.city", "ar", "هذا سر", "promise")]
    [InlineData("text", "services.none", "it", "Ti credo. Non invento indirizzi.", "belief")]
    [InlineData("text", "services.found", "it", "Ecco:", "places")]
    [InlineData("text", "services.city.unknown", "it", "Tutto su una riga.", "breaks")]
    [InlineData("text", "services.choice.city", "it", "Un tasto con troppe parole per uno schermo piccolo", "too_long")]
    [InlineData("text", "services.none", "it", "Chiama 333 123 4567.", "number")]
    [InlineData("text", "services.none", "it", "   ", "length")]
    [InlineData("text", "services.none", "xx", "Ciao.", "unknown")]
    [InlineData("text", "no.such.text", "it", "Ciao.", "unknown")]
    [InlineData("text", "desk.title", "it", "Ciao.", "unknown")]
    [InlineData("text", "services.none", "it", null, "cannot_hide")]
    [InlineData("right", "rights/school_enrolment/title", "it", null, "cannot_hide")]
    [InlineData("right", "rights/school_enrolment/answer-99", "it", "Ciao.", "unknown")]
    [InlineData("right", "rights/school_enrolment/answer-1", "it", "Chiama il 1599 e basta.", "number")]
    [InlineData("phone", "nobody/06123456", "", "06 123456", "unknown")]
    [InlineData("hours", "nobody", "", "24/7", "unknown")]
    [InlineData("song", "x", "", "y", "unknown")]
    public void What_no_text_may_say_is_sent_back(string kind, string target, string locale, string? words, string problem) =>
        Assert.Equal(problem, Rules.Problem(new Correct(kind, target, locale, words, null, "era sbagliato", new OperatorId("op"))));

    [Theory]
    [InlineData("services.choice.city", "it", "Un’altra città")]
    [InlineData("services.none", "it", "Non ho un posto. Chiama il 112 se è grave.")]
    [InlineData("services.choice.city", "ar", "مدينة ثانية")]
    public void A_plain_correction_may_come_in(string key, string locale, string words) =>
        Assert.Null(Rules.Problem(new Correct("text", key, locale, words, null, "più chiaro", new OperatorId("op"))));

    [Theory]
    [InlineData("lun-ven 9:00-13:00, 15:00-18:00; sab 9:00-12:00", 11)]
    [InlineData("24/7", 7)]
    [InlineData("mar 10:00-12:00", 1)]
    [InlineData("sab-lun 22:00-4:00", 3)]
    [InlineData("appuntamento", 0)]
    [InlineData("lunedì-venerdì 9:00-13:00", 5)]
    public void Hours_are_read_as_people_type_them(string written, int spells) => Assert.Equal(spells, HoursWords.Parse(written)!.Spells.Count);

    [Theory]
    [InlineData("")]
    [InlineData("sempre")]
    [InlineData("lun 9-13")]
    [InlineData("xyz 9:00-13:00")]
    [InlineData("lun 25:00-26:00")]
    public void Other_hours_are_sent_back(string written) => Assert.Null(HoursWords.Parse(written));
}
