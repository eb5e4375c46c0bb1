using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Detection;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Tests.Languages;

public sealed class LanguageDetectorTests
{
    private static readonly LanguageDetector Detector = LanguageDetector.Load();

    [Theory]
    [InlineData("ciao, ho bisogno di aiuto con la scuola", "it")]
    [InlineData("nn so cosa fare xke sn solo", "it")]
    [InlineData("hello, i need help with my papers", "en")]
    [InlineData("im alone and i dont know what to do", "en")]
    [InlineData("bonjour, je cherche une école pour mon frère", "fr")]
    [InlineData("slt jsuis seul jai besoin d aide svp", "fr")]
    [InlineData("hola, necesito ayuda con mi permiso", "es")]
    [InlineData("unde pot găsi un avocat pentru copii?", "ro")]
    [InlineData("أريد أن أتكلم مع شخص", "ar")]
    [InlineData("مجھے مدد چاہیے", "ur")]
    [InlineData("من کمک می‌خواهم", "fa")]
    [InlineData("زه مرستې ته اړتیا لرم", "ps")]
    [InlineData("мені потрібна допомога, їхати нікуди", "uk")]
    [InlineData("мне нужна помощь, я один и мы были там", "ru")]
    [InlineData("আমার সাহায্য দরকার", "bn")]
    [InlineData("ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ", "pa")]
    [InlineData("मुझे मदद चाहिए", "hi")]
    [InlineData("ሓገዝ ኣድልየኒ ኣሎ", "ti")]
    [InlineData("እርዳታ አስፈልጎኛል", "am")]
    [InlineData("我需要帮助", "zh")]
    [InlineData("i wan talk to person", "pcm")]
    [InlineData("abeg where i fit see doctor", "pcm")]
    [InlineData("ina bukatar taimako da takarduna", "ha")]
    [InlineData("n mago bɛ dɛmɛ na n ka papiyew kosɔn", "bm")]
    [InlineData("soxla naa ndimbal ngir sama kayit", "wo")]
    public void A_language_is_recognised_from_script_letters_and_small_words(string text, string expected) =>
        Assert.Equal(new LocaleTag(expected), Detector.Detect(new PersonText(text)));

    [Theory]
    [InlineData("ana wa7di w khayef bzaf", "ar")]
    [InlineData("boss passport niye geche taka dey na", "bn")]
    [InlineData("mujhe school mein dakhla lena hai", "ur")]
    public void Arabic_Urdu_and_Bengali_are_heard_in_latin_letters(string text, string expected)
    {
        var guess = Detector.Guess(new PersonText(text));
        Assert.Equal((expected, true), (guess!.Value.Language.Value, guess.Value.InLatinLetters));
    }

    /// <summary>Rows that the model was not trained on. Floors a little under what was measured on 2026-11-23.</summary>
    [Fact]
    public async Task Most_questions_are_put_to_their_language()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await EvalLanguagesVerb.RunAsync(Detector, Path.Combine(Screening.ScreeningBed.Root, "tests", "data", "intent-dev.jsonl"), output, CancellationToken.None));
        var report = output.ToString();
        Assert.True(Share(report, "20 and more") >= 0.97, report);
        Assert.True(Share(report, "8 to 19") >= 0.88, report);
    }

    [Theory]
    [InlineData("")]
    [InlineData("112")]
    [InlineData("😢😢")]
    [InlineData("ok")]
    [InlineData("Ahmed")]
    [InlineData("Atlantide")]
    public void When_unsure_it_says_nothing(string text) => Assert.Null(Detector.Detect(new PersonText(text)));

    [Theory]
    [InlineData("AIUTOOOOO", "aiuto")]
    [InlineData("Perché c'è", "perche c e")]
    [InlineData("الإِقَامَـــة", "الاقامه")]
    [InlineData("٨٠٠", "800")]
    [InlineData("সাহায্য", "সাহায্য")]
    public void Words_are_folded_as_a_phone_keyboard_would_have_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', FoldedWords.Of(text)));

    private static double Share(string report, string line) => double.Parse(report.Split('\n').Single(l => l.StartsWith(line, StringComparison.Ordinal))
        .Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], System.Globalization.CultureInfo.InvariantCulture);
}
