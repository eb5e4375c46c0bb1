using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Tests.Screening;

public sealed class TextRepairTests(ScreeningBed bed) : IClassFixture<ScreeningBed>
{
    [Theory]
    [InlineData("ciao", "ciao")]
    [InlineData("😭 ok", "😭 ok")]
    [InlineData("a\0b\u0007c", "a b c")]
    [InlineData("riga\nriga\tdue", "riga\nriga\tdue")]
    [InlineData("a\u202eb\u202ac\u2066d\u2069", "abcd")]
    [InlineData("", "")]
    public void Broken_text_is_mended_and_whole_text_is_left_alone(string raw, string mended)
    {
        Assert.Equal(mended, TextRepair.Repair(raw));
    }

    [Fact]
    public void A_lone_surrogate_is_replaced_so_that_normalising_cannot_throw()
    {
        foreach (var lone in (char[])['\ud800', '\udfff'])
        {
            var mended = TextRepair.Repair($"a{lone}b");

            Assert.Equal("a\ufffdb", mended);
            Assert.True(mended.IsNormalized(NormalizationForm.FormKC));
        }
    }

    [Fact]
    public void A_million_marks_become_thirty_before_anything_reads_them()
    {
        var mended = TextRepair.Repair("a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 500_000)));

        Assert.Equal(1 + TextRepair.MaxMarks, mended.Length);
    }

    [Fact]
    public void Long_text_is_cut_and_never_inside_a_pair()
    {
        Assert.Equal(TextRepair.MaxLength, TextRepair.Repair(new string('a', 1_000_000)).Length);
        Assert.Equal(TextRepair.MaxLength - 1, TextRepair.Repair(new string('a', TextRepair.MaxLength - 1) + "😭😭").Length);
    }

    [Theory]
    [InlineData("voglio morire")]
    [InlineData("VOGLIO MORIRE")]
    [InlineData("v0gli0 m0r1re")]
    [InlineData("voglioooo moriiiire")]
    [InlineData("v o g l i o  m o r i r e")]
    [InlineData("ｖｏｇｌｉｏ ｍｏｒｉｒｅ")]
    [InlineData("vo\u200bglio mo\u00adrire")]
    [InlineData("v\u0301o\u0323glio morire")]
    [InlineData("vоglio mоrire")]
    [InlineData("𝐯𝐨𝐠𝐥𝐢𝐨 𝐦𝐨𝐫𝐢𝐫𝐞")]
    [InlineData("أُريد المـــوت")]
    [InlineData("je veux mourir")]
    [InlineData("nn voglio + vivere")]
    public void A_disguise_does_not_hide_the_wish_to_die(string text)
    {
        var finding = bed.Screen(text);

        Assert.True(finding.Severity >= Severity.High, finding.Severity.ToString());
        Assert.Equal(RiskCategory.SelfHarm, finding.Category);
    }

    [Fact]
    public void Composed_and_decomposed_letters_read_the_same()
    {
        const string text = "papà mi picchia e non è giusto";

        Assert.Equal(bed.Screen(text.Normalize(NormalizationForm.FormC)).Reasons, bed.Screen(text.Normalize(NormalizationForm.FormD)).Reasons);
    }
}
