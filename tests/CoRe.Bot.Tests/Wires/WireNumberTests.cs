using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Tests.Wires;

/// <summary>Wires that show buttons as a numbered list: what is typed under it.</summary>
public sealed class WireNumberTests
{
    [Theory]
    [InlineData("1", "#consent:yes:x")]
    [InlineData(" 2. ", "#consent:no:x")]
    [InlineData("٢", "#consent:no:x")]
    [InlineData("sì, scrivete", "#consent:yes:x")]
    [InlineData("3", "3")]
    [InlineData("0", "0")]
    [InlineData("2026", "2026")]
    [InlineData("sì", "sì")]
    [InlineData("1 fratello", "1 fratello")]
    public async Task Where_there_are_only_numbers_a_number_is_a_tap(string typed, string sent)
    {
        await using var bed = await WireBed.StartAsync();
        bed.Wire.Limits = new WireLimits(612, 0, 0, Links: false);
        var talk = await AskedAsync(bed);

        await bed.SayAsync(typed);
        await bed.SettledAsync();

        Assert.Equal(sent, (await bed.LinesAsync(talk)).Last(line => line.Speaker == Speaker.Person).Activity.Text);
    }

    [Fact]
    public async Task A_number_that_answers_the_operator_is_no_tap_and_buttons_are_not_typed()
    {
        await using var bed = await WireBed.StartAsync();
        bed.Wire.Limits = new WireLimits(612, 0, 0, Links: false);
        var talk = await AskedAsync(bed);
        await bed.AddAsync(talk, Speaker.Operator, Text("Quanti fratelli hai?"));
        await bed.SettledAsync();
        await bed.SayAsync("1");
        await bed.SettledAsync();
        Assert.Equal("1", (await bed.LinesAsync(talk)).Last(line => line.Speaker == Speaker.Person).Activity.Text);

        await using var other = await WireBed.StartAsync();
        var second = await AskedAsync(other);
        await other.SayAsync("1");
        await other.SettledAsync();
        Assert.Equal("1", (await other.LinesAsync(second)).Last(line => line.Speaker == Speaker.Person).Activity.Text);
    }

    private static async Task<ConversationId> AskedAsync(WireBed bed)
    {
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        var talk = await bed.TalkAsync();
        // A case that somebody holds: the bot says nothing by itself between the question and its answer.
        var id = CaseId.New(bed.Desk.Time);
        var holder = await bed.Desk.HireAsync("Olga", OperatorRole.Operator);
        await bed.Desk.CommitAsync(new OpenCase(id, talk, Severity.High, RiskCategory.PhysicalAbuse, ["Parla di botte."], new LocaleTag("it"), "fake", CaseOrigin.Found));
        Assert.Equal(DeskAnswer.Done, await bed.Desk.Get<CaseDesk>().TakeAsync(holder, id, CancellationToken.None));
        var question = Text("Posso scrivere a GOAP?");
        question.SuggestedActions = new SuggestedActions { Actions = [Button("Sì, scrivete", "#consent:yes:x"), Button("No", "#consent:no:x")] };
        await bed.AddAsync(talk, Speaker.Bot, question);
        await bed.SettledAsync();
        return talk;
    }

    private static CardAction Button(string title, string command) => new() { Type = ActionTypes.MessageBack, Title = title, Text = command, DisplayText = title };

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = "x" } };
}
