using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Tests.Wires;

/// <summary>Words that a person agreed to get at a certain time, on a messenger: a lit-up screen shows nothing of them.</summary>
public sealed class WireCheckInTests
{
    [Fact]
    public async Task At_the_agreed_time_the_messenger_knocks_and_the_words_come_after_a_tap()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        var talk = await bed.TalkAsync();
        var holder = await bed.Desk.HireAsync("Olga", OperatorRole.Operator);
        var (of, agreed) = (CaseId.New(bed.Desk.Time), Guid.NewGuid());
        await bed.Desk.CommitAsync(new OpenCase(of, talk, Severity.High, RiskCategory.PhysicalAbuse, ["Parla di botte."], new LocaleTag("it"), "fake", CaseOrigin.Found), new TakeCase(of, holder));

        await bed.Desk.CommitAsync(new AskCheckIn(agreed, of, talk, holder.Id, bed.Desk.Time.GetUtcNow().AddHours(2), "Com’è andata la partita?"));
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(message => message.Buttons.Count > 0 && message.Text.Contains("partita", StringComparison.Ordinal)));
        await bed.Desk.CommitAsync(new AnswerCheckIn(agreed, talk, Yes: true));
        await bed.SettledAsync();
        var before = bed.Wire.Of("77").Count;

        bed.Desk.Time.Advance(TimeSpan.FromHours(2.1));
        await bed.WaitForAsync(() => bed.Wire.Of("77").Count > before);
        var knock = Assert.Single(bed.Wire.Of("77").Skip(before));
        Assert.DoesNotContain("partita", knock.Text, StringComparison.Ordinal);
        Assert.Equal("read", Assert.Single(knock.Buttons).Id);

        await bed.TapAsync("read");
        await bed.WaitForAsync(() => bed.Wire.Of("77").Skip(before + 1).Any(message => message.Text.Contains("Com’è andata la partita?", StringComparison.Ordinal)));
    }
}
