using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Tests.Escalation;

public sealed class ContactScanTests
{
    [Theory]
    [InlineData("chiamami 333 123 45 67")]
    [InlineData("+39-333-1234567")]
    [InlineData("٣٣٣١٢٣٤٥٦٧")]
    [InlineData("আমাকে ফোন দাও ০১৭১২৩৪৫৬৭৮")]
    [InlineData("écris-moi à marco@example.org")]
    [InlineData("scrivimi @marco_rossi")]
    [InlineData("vieni su t.me/marco")]
    [InlineData("https://example.com/incontro")]
    [InlineData("sono su WhatsApp")]
    [InlineData("راسلني على واتساب")]
    public void A_way_to_be_reached_outside_is_seen(string text) => Assert.True(ContactScan.HasContact(new PersonText(text)));

    [Theory]
    [InlineData("Chiama il 112 se hai paura.")]
    [InlineData("Ci vediamo il 23/11 alle 15:30, va bene?")]
    [InlineData("Hai 14 anni o 15?")]
    [InlineData("Quanto costa? 50 euro al mese.")]
    [InlineData("مرحبا، كيف حالك اليوم؟")]
    [InlineData("Il numero è 19696, per ragazzi.")]
    public void Ordinary_sentences_pass(string text) => Assert.False(ContactScan.HasContact(new PersonText(text)));
}
