using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

public sealed class CaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Of_two_hundred_who_take_a_case_at_once_exactly_one_has_it()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id) = await bed.CaseAsync();
        var takers = Enumerable.Range(0, 200).Select(i => new Actor(new OperatorId($"op{i}"), $"Op{i}", OperatorRole.Operator)).ToList();

        var answers = await Task.WhenAll(takers.Select(t => Task.Run(() => bed.Get<CaseDesk>().TakeAsync(t, id, None))));

        Assert.Equal(1, answers.Count(a => a == DeskAnswer.Done));
        Assert.Equal(199, answers.Count(a => a == DeskAnswer.NotYours));
        var winner = takers[answers.ToList().IndexOf(DeskAnswer.Done)];
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(winner.Id.Value, (await db.Cases.SingleAsync()).OwnerId);
        Assert.Equal(winner.Id.Value, (await db.Conversations.SingleAsync()).HolderId);
        Assert.Single(await bed.LinesAsync(talk), l => l.Activity.Name == "core.state");
    }

    [Fact]
    public async Task The_bot_is_silent_while_a_person_holds_the_talk_and_speaks_after()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();

        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await bed.SayAsync(talk, "ci sei?");
        await InboxDoneAsync(bed);
        var silent = bed.Bot.Heard.Count;
        await bed.Get<CaseDesk>().ReturnAsync(amina, id, None);
        await bed.SayAsync(talk, "e adesso?");
        await InboxDoneAsync(bed);

        Assert.Equal(0, silent);
        Assert.Equal(["e adesso?"], bed.Bot.Heard);
        var lines = await bed.LinesAsync(talk);
        Assert.DoesNotContain(lines, l => l.Activity.Text == "echo ci sei?");
        Assert.Contains(lines, l => l.Activity.Text == "echo e adesso?");
    }

    [Fact]
    public async Task Who_takes_over_is_named_as_a_person_in_the_language_of_the_talk()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();

        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await bed.Get<CaseDesk>().SayAsync(amina, id, new PersonText("Bonjour, je suis là."), null, confirmed: false, None);

        var lines = await bed.LinesAsync(talk);
        var joined = lines.Single(l => l.Activity.Text?.Contains("Amina", StringComparison.Ordinal) == true);
        Assert.Equal(("fr", Speaker.Bot), (joined.Activity.Locale, joined.Speaker));
        var state = lines.Single(l => l.Activity.Name == "core.state").Activity.GetValue<Dictionary<string, object>>();
        Assert.Equal(("person", "Amina", "True"), (state["state"].ToString(), state["person"].ToString(), state["staffed"].ToString()));
        Assert.Equal("accepted", lines.Single(l => l.Activity.Name == "handoff.status").Activity.GetValue<Dictionary<string, string>>()["state"]);
        var said = lines.Single(l => l.Speaker == Speaker.Operator).Activity;
        Assert.Equal(("desk", "Amina", "bot", "fr"), (said.From.Id, said.From.Name, said.From.Role, said.Locale));
        Assert.Equal("person", said.GetChannelData<Dictionary<string, Dictionary<string, string>>>()["core"]["author"]);
    }

    [Fact]
    public async Task What_only_the_person_can_decide_counts_while_somebody_holds_the_talk()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        foreach (var words in new[] { "#menu", "#consent:yes:0123", "dico #consent:yes:0123", "#withdraw:0123", "#erase" })
        {
            await bed.SayAsync(talk, words);
        }

        await InboxDoneAsync(bed);
        Assert.Equal(["#consent:yes:0123", "#withdraw:0123", "#erase"], bed.Bot.Heard);
    }

    [Fact]
    public async Task Where_nobody_chose_a_language_the_hand_over_speaks_the_one_the_program_answered_in()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var talk = await bed.TalkAsync();
        var id = CaseId.New(bed.Time);
        await bed.CommitAsync(new Say(talk, Speaker.Bot, [new Activity { Type = ActivityTypes.Message, Text = "Hello.", Locale = "en" }]),
            new OpenCase(id, talk, Severity.High, RiskCategory.SelfHarm, ["Vuole morire."], null, "directline", CaseOrigin.Found));

        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        Assert.Equal("en", (await bed.LinesAsync(talk)).Single(l => l.Activity.Text?.Contains("Amina", StringComparison.Ordinal) == true).Activity.Locale);
    }

    [Fact]
    public async Task A_second_finding_raises_the_one_case_and_never_lowers_it()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id) = await bed.CaseAsync(Severity.High);

        await bed.CommitAsync(new OpenCase(CaseId.New(bed.Time), talk, Severity.Emergency, RiskCategory.SelfHarm, ["Vuole morire."], null, "directline", CaseOrigin.Found));
        await bed.CommitAsync(new OpenCase(CaseId.New(bed.Time), talk, Severity.Concern, RiskCategory.Neglect, ["Ha fame."], null, "directline", CaseOrigin.Found));

        await using var db = bed.Get<ICoreDb>().Open();
        var row = await db.Cases.SingleAsync();
        Assert.Equal((id.Value, Severity.Emergency, RiskCategory.SelfHarm), (row.Id, row.Severity, row.Category));
        Assert.Equal(["Parla di botte.", "Vuole morire.", "Ha fame."], (await bed.Get<CaseStore>().FileAsync(null, id, None))!.Reasons);
    }

    [Fact]
    public async Task The_same_fear_rings_once_and_a_new_one_rings_again()
    {
        await using var bed = await new DeskBed().StartAsync();
        var before = bed.Get<DeskSignal>().Sequence;
        var (talk, _) = await bed.CaseAsync(Severity.High, RiskCategory.PhysicalAbuse);
        foreach (var category in new[] { RiskCategory.PhysicalAbuse, RiskCategory.PhysicalAbuse, RiskCategory.SelfHarm })
        {
            await bed.CommitAsync(new OpenCase(CaseId.New(bed.Time), talk, Severity.High, category, ["Ancora."], null, "directline", CaseOrigin.Found));
        }

        var news = await TakeAsync(bed.Get<DeskSignal>().FollowAsync(before, None), 4);

        Assert.Equal([true, false, false, true], news.Select(n => n.Alarm));
        Assert.Equal(2, (await bed.LinesAsync(talk)).Count(l => l.Activity.Name == "handoff.initiate"));
    }

    [Fact]
    public async Task The_hand_over_event_has_codes_and_no_words_and_the_person_never_sees_it()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id) = await bed.CaseAsync();

        var theirs = await bed.Get<Conversations.Transcript>().ReadAsync(talk, 0, 100, withDeskLines: false, None);
        var line = Assert.Single(await bed.LinesAsync(talk), l => l.Activity.Name == "handoff.initiate");

        Assert.Equal(Speaker.Desk, line.Speaker);
        Assert.DoesNotContain(theirs!, l => l.Activity.Name == "handoff.initiate");
        var value = line.Activity.GetValue<Dictionary<string, object>>();
        Assert.Equal((id.ToString(), "2", "physical_abuse"), (value["case"].ToString(), value["severity"].ToString(), value["category"].ToString()));
        Assert.DoesNotContain("botte", System.Text.Encoding.UTF8.GetString(line.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_speaks_passes_and_closes()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator));
        var (_, id) = await bed.CaseAsync();
        var desk = bed.Get<CaseDesk>();
        await desk.TakeAsync(amina, id, None);

        Assert.Equal(DeskAnswer.NotYours, await desk.SayAsync(bruno, id, new PersonText("ciao"), null, false, None));
        Assert.Equal(DeskAnswer.NotYours, await desk.CloseAsync(bruno, id, "informed", None));
        Assert.Equal(DeskAnswer.NotYours, await desk.ReturnAsync(bruno, id, None));
        Assert.Equal(DeskAnswer.Done, await desk.SayAsync(amina, id, new PersonText("ciao"), null, false, None));
        Assert.Equal(DeskAnswer.Invalid, await desk.CloseAsync(amina, id, "bored", None));
        Assert.Equal(DeskAnswer.Done, await desk.CloseAsync(amina, id, "informed", None));
        Assert.Equal(DeskAnswer.Gone, await desk.SayAsync(amina, id, new PersonText("ciao"), null, false, None));
    }

    [Fact]
    public async Task After_a_case_is_closed_a_new_finding_opens_a_new_one()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await bed.Get<CaseDesk>().CloseAsync(amina, id, "referred", None);

        await bed.CommitAsync(new OpenCase(CaseId.New(bed.Time), talk, Severity.High, RiskCategory.Neglect, ["Di nuovo."], null, "directline", CaseOrigin.Found));

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal([CaseState.Closed, CaseState.Open], await db.Cases.OrderBy(c => c.OpenedAt).ThenBy(c => c.Version == 1).Select(c => c.State).ToListAsync());
        var talkRow = await db.Conversations.SingleAsync();
        Assert.NotEqual(id.Value, talkRow.CaseId);
        Assert.Null(talkRow.HolderId);
    }

    [Fact]
    public async Task A_chat_erased_while_its_case_was_open_loses_its_key_when_the_case_is_closed()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.CommitAsync(new EraseConversation(talk));

        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().TakeAsync(amina, id, None));
        var open = await bed.Get<CaseStore>().FileAsync(null, id, None);
        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().CloseAsync(amina, id, "no_contact", None));
        var closed = await bed.Get<CaseStore>().FileAsync(null, id, None);

        Assert.Equal((true, false, 1), (open!.Head.Erased, open.WordsGone, open.Reasons.Count));
        Assert.Equal((true, 0), (closed!.WordsGone, closed.Reasons.Count));
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(0, await db.ConversationKeys.CountAsync());
    }

    [Fact]
    public async Task A_way_to_be_reached_outside_is_asked_twice_and_written_down()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        var desk = bed.Get<CaseDesk>();
        await desk.TakeAsync(amina, id, None);

        var first = await desk.SayAsync(amina, id, new PersonText("chiamami al 333 1234567"), null, confirmed: false, None);
        var second = await desk.SayAsync(amina, id, new PersonText("chiamami al 333 1234567"), null, confirmed: true, None);

        Assert.Equal((DeskAnswer.Confirm, DeskAnswer.Done), (first, second));
        Assert.Contains((await desk.OpenAsync(amina, id, None))!.History, h => h.Kind == "contact_shared");
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "flag.contact_shared"));
    }

    [Fact]
    public async Task The_queue_has_the_gravest_first_and_among_equals_who_waits_longest()
    {
        await using var bed = await new DeskBed().StartAsync();
        var expected = new Dictionary<Severity, List<CaseId>> { [Severity.Emergency] = [], [Severity.High] = [], [Severity.Concern] = [] };
        foreach (var severity in new[] { Severity.Concern, Severity.High, Severity.Emergency, Severity.High, Severity.Emergency, Severity.Concern })
        {
            expected[severity].Add((await bed.CaseAsync(severity)).Case);
            bed.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var queue = await bed.Get<CaseStore>().QueueAsync(null, None);

        Assert.Equal([.. expected[Severity.Emergency], .. expected[Severity.High], .. expected[Severity.Concern]], queue.Select(q => q.Case));
        Assert.Equal([true, false, false, false, false, false], queue.Select(q => q.Late));
    }

    private static async Task<List<DeskNews>> TakeAsync(IAsyncEnumerable<DeskNews> source, int count)
    {
        var news = new List<DeskNews>();
        await foreach (var item in source)
        {
            news.Add(item);
            if (news.Count == count)
            {
                break;
            }
        }

        return news;
    }

    private static Task InboxDoneAsync(DeskBed bed) => Poll.UntilAsync(async () =>
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return !await db.Inbox.AnyAsync(i => i.State == InboxState.New);
    });
}
