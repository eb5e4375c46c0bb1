using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Referrals;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>Somebody writes because of somebody else (journey D5): the writer stays anonymous, the other person is not the writer.</summary>
public sealed class ThirdPartyTests
{
    [Fact]
    public async Task The_letter_is_about_the_other_person_and_says_nothing_of_the_writer()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.DraftAsync();
        await bed.DoAsync(ReferralBed.Complete(id) with { ForAnother = true, Language = new LocaleTag("bn") }, new AskConsent(id, ReferralBed.Amina));
        var question = (await bed.SaidAsync())[^1].Text;
        await bed.DoAsync(bed.Answer(id, yes: true));
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DeliverAsync();

        Assert.Contains("Centro Esempio", question, StringComparison.Ordinal);
        Assert.Contains("the other person", question, StringComparison.Ordinal);
        var letter = bed.Smtp.Letters.Single().TextBody!;
        Assert.Contains("Per chi: un'altra persona. Chi segnala resta anonimo", letter, StringComparison.Ordinal);
        Assert.Contains("(bn)", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("(fr)", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("14-17", letter, StringComparison.Ordinal);
        Assert.True((await bed.ViewAsync(id)).Summary.ForAnother);
    }

    [Fact]
    public async Task What_the_writer_speaks_is_not_taken_for_the_other_persons_language()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.DraftAsync();
        await bed.DoAsync(ReferralBed.Complete(id) with { ForAnother = true, Language = null });
        Assert.Contains("Lingua: non detta", (await bed.ViewAsync(id)).Preview!.Text, StringComparison.Ordinal);

        // The receipt says which question was answered; a referral for oneself has another one.
        await bed.DoAsync(new AskConsent(id, ReferralBed.Amina));
        await bed.DoAsync(bed.Answer(id, yes: false));
        var other = ReferralId.New(bed.Time);
        await bed.DoAsync(new RedraftReferral(other, id, ReferralBed.Amina));
        Assert.True((await bed.ViewAsync(other)).Summary.ForAnother);
        await bed.DoAsync(ReferralBed.Complete(other));
        Assert.False((await bed.ViewAsync(other)).Summary.ForAnother);
        Assert.DoesNotContain("un'altra persona", (await bed.ViewAsync(other)).Preview!.Text, StringComparison.Ordinal);
    }
}
