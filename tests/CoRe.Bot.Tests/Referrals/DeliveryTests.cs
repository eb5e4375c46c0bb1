using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CoRe.Bot.Tests.Referrals;

public sealed class DeliveryTests
{
    [Fact]
    public async Task The_letter_says_need_urgency_language_and_area_and_the_desk_saw_exactly_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();

        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        var preview = (await bed.ViewAsync(id)).Preview!;
        await bed.DeliverAsync();

        var letter = bed.Smtp.Letters.Single();
        Assert.Equal("accoglienza@centro.example", letter.To.Mailboxes.Single().Address);
        Assert.Equal("rete@core.example", letter.From.Mailboxes.Single().Address);
        Assert.Equal((preview.Subject, preview.MessageId), (letter.Subject, letter.MessageId));
        Assert.Equal(preview.Text.ReplaceLineEndings("\n").Trim(), letter.TextBody!.ReplaceLineEndings("\n").Trim());
        Assert.Contains("Bisogno: sostegno contro la violenza", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Urgenza: alta, oggi", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Lingua: Français (fr)", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Zona: Verona, Borgo Roma", letter.TextBody, StringComparison.Ordinal);
        Assert.Equal((ReferralState.Sent, (DateTimeOffset?)letter.Date), ((await bed.ViewAsync(id)).Summary.State, (await bed.ViewAsync(id)).Summary.SentAt));
    }

    [Fact]
    public async Task Nothing_on_the_wire_points_to_the_person()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();

        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DeliverAsync();

        var raw = bed.Smtp.Accepted.Single() + string.Join('\n', bed.Smtp.Heard);
        var headers = bed.Smtp.Letters.Single().Headers.Select(h => h.Field).Order(StringComparer.Ordinal);
        Assert.Equal(["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            headers, StringComparer.OrdinalIgnoreCase);
        foreach (var secret in new[] { bed.Conversation.Value, ReferralBed.Case.ToString(), "14-17", "amina", "physical_abuse", "dl_" })
        {
            Assert.DoesNotContain(secret, raw, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_busy_server_is_tried_again_and_then_shown_as_failed_and_a_person_can_send_the_same_letter_again()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        bed.Smtp.Instead["MAIL"] = "451 try later";
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        await bed.DeliverAsync();
        var waiting = (await bed.ViewAsync(id)).Deliveries.Single();
        await bed.DeliverAsync(rounds: 4);

        var failed = await bed.ViewAsync(id);
        Assert.Equal((OutboxState.Waiting, 1, "server_busy"), (waiting.State, waiting.Attempts, waiting.LastError));
        Assert.Equal((OutboxState.Dead, 3), (failed.Deliveries.Single().State, failed.Deliveries.Single().Attempts));
        Assert.Equal(ReferralState.Failed, failed.Summary.State);
        Assert.Equal(id, (await bed.Store.OpenAsync(CancellationToken.None))[0].Id);
        Assert.Empty(bed.Smtp.Accepted);

        bed.Smtp.Instead.Clear();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DeliverAsync();

        Assert.Equal(failed.Preview!.MessageId, bed.Smtp.Letters.Single().MessageId);
        Assert.Equal(ReferralState.Sent, await bed.StateAsync(id));
    }

    [Fact]
    public async Task A_letter_that_waits_when_the_chat_is_erased_is_shown_as_failed_and_never_sent()
    {
        await using var bed = await ReferralBed.StartAsync();
        var waiting = await bed.ReadyAsync();
        bed.Smtp.Instead["MAIL"] = "451 try later";
        await bed.DoAsync(new SendReferral(waiting, ReferralBed.Amina));
        await bed.DeliverAsync();
        var draft = await bed.DraftAsync(CaseId.New(bed.Time));

        await bed.DoAsync(new EraseConversation(bed.Conversation));
        bed.Smtp.Instead.Clear();
        await bed.DeliverAsync(rounds: 4);

        await using var db = bed.Get<ICoreDb>().Open();
        var states = await db.Referrals.ToDictionaryAsync(r => r.Id, r => r.State);
        Assert.Equal((ReferralState.Failed, ReferralState.Withdrawn), (states[waiting.Value], states[draft.Value]));
        Assert.Contains(await db.ReferralEvents.Select(e => e.Kind).ToListAsync(), kind => kind == "words_gone");
        Assert.DoesNotContain(await db.Outbox.ToListAsync(), o => o.State == OutboxState.Waiting);
        Assert.Empty(bed.Smtp.Accepted);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", "mailbox_refused")]
    [InlineData("END", "554 refused", "letter_refused")]
    public async Task What_cannot_help_is_not_tried_again(string command, string answer, string code)
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        bed.Smtp.Instead[command] = answer;
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        await bed.DeliverAsync();

        var view = await bed.ViewAsync(id);
        Assert.Equal((OutboxState.Dead, 1, code), (view.Deliveries[0].State, view.Deliveries[0].Attempts, view.Deliveries[0].LastError));
        Assert.Equal(ReferralState.Failed, view.Summary.State);
    }

    [Fact]
    public async Task A_letter_that_may_have_arrived_comes_again_under_the_same_number()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        bed.Smtp.Instead["END"] = "!";
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        await bed.DeliverAsync();
        bed.Smtp.Instead.Clear();
        await bed.DeliverAsync();

        var letters = bed.Smtp.Letters;
        Assert.Equal(2, letters.Count);
        Assert.Equal(letters[0].MessageId, letters[1].MessageId);
        Assert.Equal(letters[0].Subject, letters[1].Subject);
        Assert.Equal(ReferralState.Sent, await bed.StateAsync(id));
    }

    [Fact]
    public async Task A_goodbye_that_fails_does_not_send_the_letter_twice()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        bed.Smtp.Instead["QUIT"] = "!";
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        await bed.DeliverAsync(rounds: 3);

        Assert.Single(bed.Smtp.Accepted);
        Assert.Equal(ReferralState.Sent, await bed.StateAsync(id));
    }

    [Fact]
    public async Task A_yes_taken_back_in_time_stops_the_letter_and_later_it_is_told()
    {
        await using var bed = await ReferralBed.StartAsync();
        var early = await bed.ReadyAsync();
        await bed.DoAsync(new WithdrawReferral(early, bed.Conversation));
        Assert.Equal("sending_not_from_withdrawn", await bed.TryAsync(new SendReferral(early, ReferralBed.Amina)));
        await bed.DeliverAsync();
        Assert.Empty(bed.Smtp.Accepted);

        var late = ReferralId.New(bed.Time);
        await bed.DoAsync(new RedraftReferral(late, early, ReferralBed.Amina), ReferralBed.Complete(late), new AskConsent(late, ReferralBed.Amina));
        await bed.DoAsync(bed.Answer(late, yes: true));
        await bed.DoAsync(new SendReferral(late, ReferralBed.Amina));
        await bed.DeliverAsync();
        await bed.DoAsync(bed.Answer(late, yes: false));
        await bed.DeliverAsync();

        var letters = bed.Smtp.Letters;
        Assert.Equal(2, letters.Count);
        Assert.Contains("ritirata", letters[1].Subject, StringComparison.Ordinal);
        Assert.NotEqual(letters[0].MessageId, letters[1].MessageId);
        var view = await bed.ViewAsync(late);
        Assert.Equal(ReferralState.Withdrawn, view.Summary.State);
        Assert.Equal(["sent", "withdrawn", "withdrawal_told"], view.History.Select(l => l.Kind).TakeLast(3));
    }

    [Fact]
    public async Task A_letter_still_waiting_is_cancelled_by_the_withdrawal()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));

        await bed.DoAsync(new WithdrawReferral(id, bed.Conversation));
        await bed.DeliverAsync(rounds: 2);

        Assert.All(bed.Smtp.Letters, letter => Assert.Contains("ritirata", letter.Subject, StringComparison.Ordinal));
        Assert.Equal(OutboxState.Cancelled, (await bed.ViewAsync(id)).Deliveries[0].State);
    }

    [Fact]
    public async Task The_sender_looks_once_more_before_it_connects()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        var letter = (await bed.ViewAsync(id)).Preview!;
        var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(letter, LetterJson.Default.Letter);
        await bed.DoAsync(new WithdrawReferral(id, bed.Conversation));

        var late = new OutboxDelivery(Guid.NewGuid(), "email", "k", bed.Conversation, null, id.Value, payload, 1);
        var refused = await Assert.ThrowsAsync<OutboxException>(() => bed.Get<IEnumerable<IOutboxSender>>().Single(s => s.Kind == Letters.Kind).SendAsync(late, CancellationToken.None));

        Assert.Equal(("not_released", true), (refused.Code, refused.Permanent));
        Assert.Empty(bed.Smtp.Heard);
    }

    [Fact]
    public async Task A_letter_that_overtook_its_withdrawal_is_marked_sent_and_taken_back()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina));
        await bed.DoAsync(new WithdrawReferral(id, bed.Conversation));

        await bed.DoAsync(new ReferralDelivered(id));
        await bed.DoAsync(new ReferralUndeliverable(id));

        Assert.Equal(ReferralState.Withdrawn, await bed.StateAsync(id));
        Assert.Contains((await bed.ViewAsync(id)).History, line => line.Kind == "sent_late");
        await bed.DeliverAsync();
        Assert.All(bed.Smtp.Letters, letter => Assert.Contains("ritirata", letter.Subject, StringComparison.Ordinal));
        Assert.NotEmpty(bed.Smtp.Letters);
    }

    [Fact]
    public async Task Without_a_mail_server_the_desk_hears_it_at_once()
    {
        await using var bed = await ReferralBed.StartAsync(withMail: false);
        var id = await bed.ReadyAsync();

        Assert.Equal("delivery_not_configured", await bed.TryAsync(new SendReferral(id, ReferralBed.Amina)));
        Assert.Equal(ReferralState.Ready, await bed.StateAsync(id));
    }

    [Theory]
    [InlineData("production", true, false)]
    [InlineData("development", true, true)]
    [InlineData("development", false, false)]
    public async Task An_address_that_only_stands_in_the_directory_serves_in_a_trial_on_this_machine_alone(string mode, bool localMail, bool taken)
    {
        await using var bed = await ReferralBed.StartAsync(localMail, mode);
        var listed = bed.Get<ServiceLibrary>().ForDesk().First(service => service.Email is not null);
        var id = await bed.DraftAsync();

        Assert.Equal(taken ? "" : "service_takes_no_referrals", await bed.TryAsync(ReferralBed.Complete(id, listed.Id)));
    }

    [Theory]
    [InlineData("rete@core.example", "127.0.0.1", "None", true)]
    [InlineData("rete@core.example", "mail.example", "StartTls", true)]
    [InlineData("rete@core.example", "mail.example", "None", false)]
    [InlineData("rete", "mail.example", "Tls", false)]
    [InlineData("rete@core.example\r\nBcc: x@y.example", "mail.example", "Tls", false)]
    [InlineData("Rete <rete@core.example>", "mail.example", "Tls", false)]
    [InlineData("a@core.example,b@core.example", "mail.example", "Tls", false)]
    public void Mail_settings_are_checked_at_the_start(string from, string host, string security, bool good)
    {
        var options = new SmtpOptions { From = from, Host = host, Security = Enum.Parse<SmtpSecurity>(security) };

        Assert.Equal(good, new SmtpOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("Centro", "a@b.example", true)]
    [InlineData("", "a@b.example", false)]
    [InlineData("Centro\nBcc: x", "a@b.example", false)]
    [InlineData("Centro", "a@b.example\r\nBcc: x@y.example", false)]
    [InlineData("Centro", "nobody", false)]
    public void Recipients_are_checked_at_the_start(string name, string email, bool good)
    {
        var options = new ReferralOptions { Recipients = { ["svc"] = new RecipientOptions { Name = name, Email = email } } };

        Assert.Equal(good, new ReferralOptionsValidator().Validate(null, options).Succeeded);
    }
}
