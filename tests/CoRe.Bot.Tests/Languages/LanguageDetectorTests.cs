using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Tests.Languages;

public sealed class LanguageDetectorTests
{
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
    [InlineData("我需要帮助", "zh-hans")]
    public void A_language_is_recognised_from_script_letters_and_small_words(string text, string expected) =>
        Assert.Equal(new LocaleTag(expected), LanguageDetector.Detect(new PersonText(text)));

    [Theory]
    [InlineData("")]
    [InlineData("112")]
    [InlineData("😢😢")]
    [InlineData("ok")]
    [InlineData("Ahmed")]
    [InlineData("ana wa7di w khayef bzaf")]
    [InlineData("boss passport niye geche taka dey na")]
    [InlineData("dama bëgg liggéey ci dëkk bi")]
    public void When_unsure_it_says_nothing(string text) => Assert.Null(LanguageDetector.Detect(new PersonText(text)));

    [Theory]
    [InlineData("AIUTOOOOO", "aiuto")]
    [InlineData("Perché c'è", "perche c e")]
    [InlineData("الإِقَامَـــة", "الاقامه")]
    [InlineData("٨٠٠", "800")]
    [InlineData("সাহায্য", "সাহায্য")]
    public void Words_are_folded_as_a_phone_keyboard_would_have_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', FoldedWords.Of(text)));
}
