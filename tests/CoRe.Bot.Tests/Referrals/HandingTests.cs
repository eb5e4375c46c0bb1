using System.Net;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>More than need, urgency, language and area: after the service's yes, and after the person's own yes to exactly these words.</summary>
public sealed class HandingTests
{
    private const string ForService = "Chiedete di Ali, solo di mattina, al telefono della scuola.";
    private const string ForPerson = "Demandez Ali, le matin seulement, au téléphone de l'école.";

    [Fact]
    public async Task The_service_reads_the_words_only_between_the_yes_and_the_no()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        Assert.Equal("not_accepted", await bed.TryAsync(Ask(id)));
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, null, null));
        Assert.Equal("words_missing", await bed.TryAsync(Ask(id) with { ForPerson = " " }));
        Assert.Equal("words_missing", await bed.TryAsync(Ask(id) with { ForService = new string('x', 601) }));

        await bed.DoAsync(Ask(id));
        var question = (await bed.SaidAsync())[^1];
        Assert.Contains(ForPerson, question.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ForService, question.Text, StringComparison.Ordinal);
        Assert.Equal([Handing.Command(true, id.Value), Handing.Command(false, id.Value)], question.SuggestedActions!.Actions.Select(a => a.Value!.ToString()));
        Assert.DoesNotContain("Ali", await PageAsync(bed, id), StringComparison.Ordinal);

        await bed.DoAsync(new AnswerHanding(id, ConversationId.New(), true, new LocaleTag("fr")));
        Assert.DoesNotContain("Ali", await PageAsync(bed, id), StringComparison.Ordinal);
        await bed.DoAsync(new AnswerHanding(id, bed.Conversation, true, new LocaleTag("fr")));
        Assert.Contains(ForService, await PageAsync(bed, id), StringComparison.Ordinal);
        await bed.DeliverAsync();
        var letter = Assert.Single(bed.Smtp.Letters, it => it.Subject!.EndsWith("altre parole per voi", StringComparison.Ordinal));
        Assert.DoesNotContain("Ali", letter.TextBody, StringComparison.Ordinal);

        await bed.DoAsync(new AnswerHanding(id, bed.Conversation, false, new LocaleTag("fr")));
        Assert.DoesNotContain("Ali", await PageAsync(bed, id), StringComparison.Ordinal);
        await bed.DoAsync(new AnswerHanding(id, bed.Conversation, true, new LocaleTag("fr")));
        Assert.DoesNotContain("Ali", await PageAsync(bed, id), StringComparison.Ordinal);

        var receipts = (await bed.ViewAsync(id)).Consents;
        Assert.Equal([("yes", null), ("yes", ForPerson), ("no", ForPerson)], receipts.Select(c => (c.Answer, c.Reason)));
        Assert.Equal(ReferralState.Accepted, await bed.StateAsync(id));
    }

    [Fact]
    public async Task A_no_to_more_words_leaves_the_referral_as_it_was_and_new_words_need_a_new_yes()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, null, null));
        await bed.DoAsync(Ask(id));
        await bed.DoAsync(new AnswerHanding(id, bed.Conversation, false, new LocaleTag("fr")));
        await bed.DoAsync(Ask(id) with { ForService = "Chiedete di Sara." });
        Assert.DoesNotContain("Sara", await PageAsync(bed, id), StringComparison.Ordinal);
        await bed.DoAsync(new AnswerHanding(id, bed.Conversation, true, new LocaleTag("fr")));

        Assert.Contains("Chiedete di Sara.", await PageAsync(bed, id), StringComparison.Ordinal);
        Assert.Equal((ReferralState.Accepted, true), ((await bed.ViewAsync(id)).Summary.State, (await bed.ViewAsync(id)).Handed!.Agreed));

        // A later no of the person to the whole is not undone by this yes: only receipts of the referral itself release it.
        await bed.DoAsync(new WithdrawReferral(id, bed.Conversation));
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.False(await db.ReferralLinks.AnyAsync(l => l.RevokedAt == null));
        Assert.Equal("no", (await db.Consents.OrderBy(c => c.Id).LastAsync()).Answer);
    }

    private static AskHanding Ask(ReferralId id) => new(id, ReferralBed.Amina, ForService, ForPerson);

    private static async Task<string> PageAsync(ReferralBed bed, ReferralId id)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        var row = await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == id.Value);
        var link = await db.ReferralLinks.AsNoTracking().FirstAsync();
        return WebUtility.HtmlDecode(bed.Get<AnswerPage>().Content(new LinkedReferral(link, row, await bed.Get<ReferralLedger>().OpenAsync(db, row, CancellationToken.None)), null));
    }
}
