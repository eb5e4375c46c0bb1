using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Tests.Languages;

public sealed class ReadingOrderTests
{
    [Theory]
    [InlineData("codice fiscale نہیں ہے؟", "\u200Fcodice fiscale نہیں ہے؟")]
    [InlineData("{name} یہاں ہے۔\nسلام", "\u200F{name} یہاں ہے۔\nسلام")]
    [InlineData("سلام\nSAI مرکز", "سلام\n\u200FSAI مرکز")]
    [InlineData("«Here4U» مفت ہے", "\u200F«Here4U» مفت ہے")]
    [InlineData("آپ کا codice fiscale", "آپ کا codice fiscale")]
    [InlineData("help.unhcr.org/italy", "help.unhcr.org/italy")]
    [InlineData("800 14 10 16 مفت", "\u2066800 14 10 16\u2069 مفت")]
    public void A_line_that_begins_with_a_foreign_word_is_still_read_from_the_right(string text, string marked)
    {
        Assert.Equal(marked, ReadingOrder.Marked(text));
        Assert.Equal(marked, ReadingOrder.Marked(marked));
        Assert.Equal(text, ReadingOrder.Plain(marked));
    }
}
