using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>Deadlines, and what the person gets to read.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task A_silent_service_is_reminded_once_and_then_the_desk_has_it_again()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        Assert.Equal(0, await KeepAsync(bed));

        await PassAsync(bed, 25);
        Assert.Equal(["sent", "reminded"], (await bed.ViewAsync(id)).History.TakeLast(2).Select(line => line.Kind));
        await bed.DeliverAsync();
        Assert.Equal(4, bed.Smtp.Letters.Count);
        Assert.Equal(2, bed.Smtp.Letters.Count(letter => letter.Subject!.EndsWith(": codice", StringComparison.Ordinal)));
        Assert.Equal([true, false], (await bed.ViewAsync(id)).Links.Select(link => link.Revoked));

        await PassAsync(bed, 25);
        var view = await bed.ViewAsync(id);
        Assert.Equal((ReferralState.Unanswered, ReferralOwner.Desk), (view.Summary.State, view.Summary.Owner));
        Assert.True(view.Summary.Deadline > bed.Time.GetUtcNow());

        // Nothing is asked of another service by itself; a late yes still counts.
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, null, null));
        Assert.Equal(ReferralState.Accepted, await bed.StateAsync(id));
    }

    [Fact]
    public async Task After_a_yes_both_are_asked_how_it_went_and_silence_ends_it_as_not_known()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        var appointment = bed.Time.GetUtcNow().AddDays(2);
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, appointment, null));
        Assert.Equal(appointment.AddDays(3), (await bed.ViewAsync(id)).Summary.Deadline);

        await PassAsync(bed, 24 * 5 + 1);
        var asked = (await bed.SaidAsync())[^1];
        Assert.Equal(["#helped:yes:", "#helped:partly:", "#helped:no:"], asked.SuggestedActions!.Actions.Select(a => a.Value!.ToString()![..^32]));
        await bed.DeliverAsync();
        Assert.Contains(bed.Smtp.Letters, letter => letter.Subject!.EndsWith("com'è andata?", StringComparison.Ordinal));

        await PassAsync(bed, 24 * 4);
        Assert.Equal((ReferralState.Completed, "not_known"), ((await bed.ViewAsync(id)).Summary.State, (await bed.ViewAsync(id)).Summary.Outcome));

        // The person's word still counts afterwards.
        await bed.DoAsync(new AnswerHelped(id, bed.Conversation, "partly"));
        Assert.Equal("helped_partly", (await bed.ViewAsync(id)).Summary.Outcome);
        await bed.DoAsync(new AnswerHelped(id, ConversationId.New(), "no"), new AnswerHelped(id, bed.Conversation, "maybe"));
        Assert.Equal("helped_partly", (await bed.ViewAsync(id)).Summary.Outcome);
    }

    [Fact]
    public async Task What_nobody_can_end_any_more_ends_by_itself_and_what_the_desk_owes_never_does()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (asked, failed) = (await bed.DraftAsync(), await bed.DraftAsync(CaseId.New(bed.Time)));
        await bed.DoAsync(ReferralBed.Complete(asked), new AskConsent(asked, ReferralBed.Amina));
        await bed.DoAsync(ReferralBed.Complete(failed), new OverrideConsent(failed, ReferralBed.Amina, "art. 331 c.p.p.: pericolo attuale"));
        await bed.DoAsync(new SendReferral(failed, ReferralBed.Amina), new ReferralUndeliverable(failed));

        for (var day = 0; day < 10; day++)
        {
            await PassAsync(bed, 25);
        }

        Assert.Equal((ReferralState.Closed, "person_silent"), ((await bed.ViewAsync(asked)).Summary.State, (await bed.ViewAsync(asked)).Summary.Outcome));
        var owed = (await bed.ViewAsync(failed)).Summary;
        Assert.Equal((ReferralState.Failed, true), (owed.State, owed.Overdue));
        Assert.Single((await bed.ViewAsync(failed)).History, line => line.Kind == "overdue");
    }

    [Fact]
    public async Task A_sending_that_never_ends_is_shown_as_failed()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        for (var i = 0; i < 5; i++)
        {
            await PassAsync(bed, 25);
        }

        Assert.Equal(ReferralState.Failed, await bed.StateAsync(id));
        await bed.DeliverAsync();
        Assert.Empty(bed.Smtp.Letters);
    }

    [Fact]
    public async Task The_keeper_does_nothing_when_somebody_has_acted_meanwhile()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        bed.Time.Advance(TimeSpan.FromHours(25));
        await using var db = bed.Get<ICoreDb>().Open();
        var seen = (await db.Referrals.AsNoTracking().SingleAsync()).Version;

        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Reject, null, "full"));
        await bed.DoAsync(new KeepReferral(id, seen));

        Assert.Equal(ReferralState.Rejected, await bed.StateAsync(id));
    }

    [Theory]
    [InlineData("fr", "Ta demande à « Centro Esempio » :\nElle est partie. Nous attendons la réponse.", "Ta demande à « Centro Esempio » :\nLe service a dit oui. Rendez-vous : mercredi 25 novembre, 16:30", "Retirer la demande")]
    [InlineData("ar", "طلبك إلى «Centro Esempio»:\nأُرسل الطلب. ننتظر الجواب.", "طلبك إلى «Centro Esempio»:\nالجهة قالت نعم. الموعد: الأربعاء 25 نوفمبر، 16:30", null)]
    [InlineData("it", "La tua richiesta a «Centro Esempio»:\nÈ partita. Aspettiamo la risposta.", "La tua richiesta a «Centro Esempio»:\nIl servizio ha detto sì. Appuntamento: mercoledì 25 novembre, 16:30", "Ritira la richiesta")]
    public async Task The_person_reads_each_step_in_the_own_language_and_can_take_it_back(string language, string sent, string accepted, string? withdraw)
    {
        await using var bed = await ReferralBed.StartAsync();
        await using (var db = bed.Get<ICoreDb>().Open())
        {
            await db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(c => c.Language, language));
        }

        var id = await bed.SentAsync();
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, new DateTimeOffset(2026, 11, 25, 16, 30, 0, TimeSpan.FromHours(1)), null));

        var said = (await bed.SaidAsync()).TakeLast(2).ToList();
        Assert.Equal([sent, accepted.Replace('،', ',')], said.Select(activity => activity.Text.Replace('،', ',')));
        Assert.All(said, activity => Assert.Equal([Consent.ShowCommand, Consent.WithdrawCommand(id.Value)], activity.SuggestedActions!.Actions.Select(a => a.Value!.ToString())));
        Assert.True(withdraw is null || said[0].SuggestedActions!.Actions[1].Title == withdraw);
    }

    [Fact]
    public async Task Whoever_was_overridden_reads_nothing_of_it_on_the_phone()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.DraftAsync();
        await bed.DoAsync(ReferralBed.Complete(id), new OverrideConsent(id, ReferralBed.Amina, "art. 331 c.p.p.: pericolo attuale"));
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DeliverAsync();
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, null, null));
        Assert.Empty(await bed.SaidAsync());

        await bed.DoAsync(new TellReferral(bed.Conversation));
        Assert.Equal("Tu n'as pas de demande ouverte.", Assert.Single(await bed.SaidAsync()).Text);
    }

    [Fact]
    public async Task Who_asks_is_told_the_latest_state_and_nothing_of_a_draft()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.DraftAsync();
        await bed.DoAsync(new TellReferral(bed.Conversation));
        await bed.DoAsync(ReferralBed.Complete(id), new AskConsent(id, ReferralBed.Amina));
        await bed.DoAsync(new TellReferral(bed.Conversation));
        await bed.DoAsync(bed.Answer(id, yes: true));
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DeliverAsync();
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Reject, null, "full"));
        await bed.DoAsync(new TellReferral(bed.Conversation));
        await bed.DoAsync(new WithdrawReferral(id, bed.Conversation), new TellReferral(bed.Conversation));

        Assert.Equal(["Tu n'as pas de demande ouverte.", "L'équipe la prépare. Elle n'est pas encore partie.", "Elle est partie. Nous attendons la réponse.",
            "Le service ne peut pas maintenant. Nous cherchons un autre lieu.", "Le service ne peut pas maintenant. Nous cherchons un autre lieu.", "Tu n'as pas de demande ouverte."],
            (await bed.SaidAsync()).Where(a => a.SuggestedActions?.Actions.Any(button => button.Value?.ToString()?.StartsWith("#consent:", StringComparison.Ordinal) == true) != true).Select(a => a.Text.Split('\n')[^1]));
    }

    [Fact]
    public async Task A_refusal_sends_nothing_anywhere_until_the_person_says_yes_to_the_next_name()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.SentAsync();
        await bed.DoAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Reject, null, "full"));
        var next = ReferralId.New(bed.Time);
        await bed.DoAsync(new RedraftReferral(next, id, ReferralBed.Amina));
        await bed.DoAsync(ReferralBed.Complete(next, ReferralBed.OtherService));

        Assert.Equal(ReferralState.Rerouted, await bed.StateAsync(id));
        Assert.Equal("sending_not_from_draft", await bed.TryAsync(new SendReferral(next, ReferralBed.Amina)));
        await bed.DoAsync(new AskConsent(next, ReferralBed.Amina));
        Assert.Contains("Altro Centro", (await bed.SaidAsync())[^1].Text, StringComparison.Ordinal);
        await bed.DoAsync(bed.Answer(next, yes: true));
        await bed.DoAsync(new SendReferral(next, ReferralBed.Amina));
        await bed.DeliverAsync();
        Assert.Equal(["accoglienza@centro.example", "altro@centro.example"], bed.Smtp.Letters.Select(letter => letter.To.Mailboxes.Single().Address));
    }

    private static Task<int> KeepAsync(ReferralBed bed) => bed.Get<ReferralKeeper>().KeepDueAsync(CancellationToken.None);

    private static async Task PassAsync(ReferralBed bed, int hours)
    {
        bed.Time.Advance(TimeSpan.FromHours(hours));
        await KeepAsync(bed);
    }
}
