using CoRe.Bot.Channels.Degrading;

namespace CoRe.Bot.Channels.Tests.Degrading;

public sealed class TextSplitterTests
{
    [Theory]
    [InlineData("Una frase. Due frasi. Tre frasi qui.", 24, "Una frase. Due frasi.|Tre frasi qui.")]
    [InlineData("Prima riga qui\nSeconda riga qui", 20, "Prima riga qui|Seconda riga qui")]
    [InlineData("هل أنت في أمان؟ اتصل الآن بالرقم", 20, "هل أنت في أمان؟|اتصل الآن بالرقم")]
    [InlineData("你现在安全吗？如果不安全，请打电话。请打电话现在", 20, "你现在安全吗？如果不安全，请打电话。|请打电话现在")]
    [InlineData("unaparolamoltomoltolungasenzaspazi", 16, "unaparolamoltomo|ltolungasenzaspa|zi")]
    [InlineData("breve", 16, "breve")]
    [InlineData("", 16, "")]
    public void Text_is_cut_where_a_reader_would_pause(string text, int most, string parts) => Assert.Equal(parts, string.Join('|', TextSplitter.Split(text, most)));

    [Fact]
    public void Whatever_is_cut_no_letter_is_lost_or_halved_and_no_part_is_too_long()
    {
        var random = new Random(7);
        string[] pieces = ["parola", " ", ".", "\n", "😀", "كلمة", "؟ ", "字", "。", "  ", "x"];
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
            var most = random.Next(16, 90);

            var parts = TextSplitter.Split(text, most);

            Assert.All(parts, part => Assert.InRange(part.Length, 1, most));
            Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1])));
            Assert.Equal(Letters(text), Letters(string.Concat(parts)));
        }

        static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
    }
}
