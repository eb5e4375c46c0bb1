using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Pipeline;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Chats;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>The phrase agreed with an operator: the desk rings, the page shows nothing.</summary>
public sealed class CheckInPhraseTests
{
    private const string Phrase = "Domani c'è il mercato";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Amina = new(new OperatorId("op1"), "Amina", OperatorRole.Operator);

    [Fact]
    public async Task On_the_page_a_talk_with_the_phrase_looks_like_one_without()
    {
        await using var bed = await ConversationBed.StartAsync(new DeskStatus(DeskMode.Staffed, null));
        string[] said = ["#lang:it", "ciao", "domani c e il  MERCATO!", "come mi iscrivo a scuola", "#menu", "#erase"];

        var plain = await TalkAsync(bed, agreed: false, said);
        var silent = await TalkAsync(bed, agreed: true, said);

        Assert.Equal(await PageAsync(bed, plain), await PageAsync(bed, silent));
        await using var db = bed.Services.GetRequiredService<ICoreDb>().Open();
        var row = await db.Cases.SingleAsync(c => c.State != CaseState.Closed);
        Assert.Equal((silent.Value, Severity.Emergency, true), (row.ConversationId, row.Severity, row.Silent));
    }

    [Fact]
    public async Task The_owner_reads_unseen_and_shows_themselves_only_by_entering()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id) = await AgreedAsync(bed);
        await bed.SayAsync(talk, Phrase);
        var silent = await OpenAsync(bed, talk);
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var shown = await ShownAsync(bed, talk);

        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().TakeAsync(amina, silent, None));
        Assert.Equal(DeskAnswer.NotYours, await bed.Get<CaseDesk>().SayAsync(amina, silent, new PersonText("ciao"), null, confirmed: false, None));
        Assert.Equal(shown, await ShownAsync(bed, talk));
        await bed.SayAsync(talk, "ancora una cosa");
        await Poll.UntilAsync(() => Task.FromResult(bed.Bot.Heard.Count == 2));

        Assert.Equal(DeskAnswer.Done, await bed.Get<PhraseDesk>().JoinAsync(amina, silent, None));
        Assert.Equal(DeskAnswer.NotYours, await bed.Get<PhraseDesk>().JoinAsync(amina, silent, None));
        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().SayAsync(amina, silent, new PersonText("ciao"), null, confirmed: false, None));
        Assert.Contains("Amina", string.Join('\n', (await bed.LinesAsync(talk)).Where(l => l.Speaker == Speaker.Bot).Select(l => l.Activity.Text)), StringComparison.Ordinal);
        Assert.NotEqual(id, silent);
    }

    [Fact]
    public async Task Each_time_it_rings_and_other_words_never_do()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, _) = await AgreedAsync(bed);
        foreach (var words in (string[])["domani c'è il mercato?? vieni", "domani il mercato", "mercato", "il mercato c'è domani"])
        {
            await bed.SayAsync(talk, words);
        }

        await Poll.UntilAsync(() => Task.FromResult(bed.Bot.Heard.Count == 4));
        await using (var db = bed.Get<ICoreDb>().Open())
        {
            Assert.False(await db.Cases.AnyAsync(c => c.State != CaseState.Closed));
        }

        await bed.SayAsync(talk, Phrase);
        await bed.SayAsync(talk, Phrase.ToUpperInvariant());
        // The bot hears a message before its turn is committed: wait for what was written.
        await Poll.UntilAsync(async () => (await bed.LinesAsync(talk)).Count(l => l is { Speaker: Speaker.Desk, Activity.Name: "handoff.initiate" } && Found(l) == "phrase") == 2);
    }

    [Fact]
    public async Task A_disclosure_ends_the_silence()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, _) = await AgreedAsync(bed);
        await bed.SayAsync(talk, Phrase);
        await OpenAsync(bed, talk);

        await bed.SayAsync(talk, "mio padre mi picchia con la cintura");

        await Poll.UntilAsync(async () =>
        {
            await using var db = bed.Get<ICoreDb>().Open();
            return await db.Cases.AnyAsync(c => c.State != CaseState.Closed && !c.Silent);
        });
    }

    [Theory]
    [InlineData("mercato")]
    [InlineData("a b c")]
    [InlineData("voglio parlare con una persona")]
    [InlineData("mio zio mi picchia")]
    [InlineData("uno due tre quattro cinque sei sette")]
    [InlineData("#menu di casa mia")]
    public async Task Words_that_cannot_serve_are_refused(string words)
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        Assert.Equal(DeskAnswer.Invalid, await bed.Get<PhraseDesk>().AgreeAsync(amina, id, new PersonText(words), phoneIsSafe: true, None));
        Assert.False((await bed.Get<CaseStore>().HeadAsync(id, None))!.HasPhrase);
    }

    [Fact]
    public async Task It_is_agreed_only_by_the_owner_after_asking_and_kept_nowhere_in_words()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var berto = await bed.HireAsync("Berto", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        var desk = bed.Get<PhraseDesk>();

        Assert.Equal(DeskAnswer.Confirm, await desk.AgreeAsync(amina, id, new PersonText(Phrase), phoneIsSafe: false, None));
        Assert.Equal(DeskAnswer.NotYours, await desk.AgreeAsync(berto, id, new PersonText(Phrase), phoneIsSafe: true, None));
        Assert.Equal(DeskAnswer.Done, await desk.AgreeAsync(amina, id, new PersonText(Phrase), phoneIsSafe: true, None));
        Assert.True((await bed.Get<CaseStore>().HeadAsync(id, None))!.HasPhrase);
        Assert.Equal(DeskAnswer.Done, await desk.RemoveAsync(amina, id, None));
        Assert.False((await bed.Get<CaseStore>().HeadAsync(id, None))!.HasPhrase);
        Assert.Equal(DeskAnswer.Done, await desk.AgreeAsync(amina, id, new PersonText(Phrase), phoneIsSafe: true, None));

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Contains(await db.Audit.ToListAsync(), a => a.Action == "phrase.agree" && a.Object == id.ToString());
        Assert.DoesNotContain(await db.Audit.ToListAsync(), a => a.Object.Contains("mercato", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("mercato", bed.Log.All, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(32, (await db.Conversations.SingleAsync(c => c.Id == talk.Value)).PhraseHash!.Length);
        await bed.CommitAsync(new EraseConversation(talk));
        Assert.Null((await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == talk.Value)).PhraseHash);
    }

    private static string? Found(TranscriptEntry line) => System.Text.Json.JsonSerializer.SerializeToNode(line.Activity.Value)?["found"]?.ToString();

    /// <summary>A talk whose case is closed and that keeps its phrase.</summary>
    private static async Task<(ConversationId Talk, CaseId Case)> AgreedAsync(DeskBed bed)
    {
        var (talk, id) = await bed.CaseAsync();
        await bed.CommitAsync(new TakeCase(id, Amina), new AgreePhrase(id, talk, Amina.Id, bed.Get<CheckInPhrases>().Hash(talk, new PersonText(Phrase))), new CloseCase(id, Amina, "informed"));
        return (talk, id);
    }

    private static async Task<CaseId> OpenAsync(DeskBed bed, ConversationId talk)
    {
        CaseRow? open = null;
        await Poll.UntilAsync(async () =>
        {
            await using var db = bed.Get<ICoreDb>().Open();
            open = await db.Cases.SingleOrDefaultAsync(c => c.ConversationId == talk.Value && c.State != CaseState.Closed);
            return open is not null;
        });
        Assert.True(open!.Silent);
        return new CaseId(open.Id);
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(DeskBed bed, ConversationId talk) =>
        [.. (await bed.LinesAsync(talk)).Where(l => l.Speaker != Speaker.Desk).Select(l => $"{l.Speaker} {l.Activity.Type} {l.Activity.Name} {l.Activity.Text}")];

    private static async Task<ConversationId> TalkAsync(ConversationBed bed, bool agreed, string[] said)
    {
        var talk = ConversationId.New();
        var services = bed.Services;
        await services.GetRequiredService<IConversationAccess>().StartAsync("directline", talk.Value, "dl_" + talk.Value, "it", None);
        var id = CaseId.New(TimeProvider.System);
        var commit = services.GetRequiredService<ICommitter>();
        await commit.CommitAsync([new OpenCase(id, talk, Severity.High, RiskCategory.PhysicalAbuse, ["Parla di botte."], null, "directline", CaseOrigin.Found), new TakeCase(id, Amina)], None);
        if (agreed)
        {
            await commit.CommitAsync([new AgreePhrase(id, talk, Amina.Id, services.GetRequiredService<CheckInPhrases>().Hash(talk, new PersonText(Phrase)))], None);
        }

        await commit.CommitAsync([new CloseCase(id, Amina, "informed")], None);
        foreach (var words in said)
        {
            await AnsweredAsync(bed, talk);
            await services.GetRequiredService<IInbox>().AcceptAsync(new InboundActivity("directline", talk.Value, Guid.NewGuid().ToString("N"),
                new Activity { Type = ActivityTypes.Message, Text = words, From = new ChannelAccount { Id = "dl_" + talk.Value } }), None);
        }

        await AnsweredAsync(bed, talk);
        return talk;
    }

    private static Task AnsweredAsync(ConversationBed bed, ConversationId talk) => Poll.UntilAsync(async () =>
    {
        await using var db = bed.Services.GetRequiredService<ICoreDb>().Open();
        return !await db.Inbox.AnyAsync(row => row.ConversationId == talk.Value && row.State == InboxState.New);
    });

    private static async Task<IReadOnlyList<TranscriptEntry>> LinesAsync(ConversationBed bed, ConversationId talk) =>
        await bed.Services.GetRequiredService<Conversations.Transcript>().ReadAsync(talk, 0, 1000, withDeskLines: false, None) ?? [];

    private static async Task<IReadOnlyList<string>> PageAsync(ConversationBed bed, ConversationId talk) =>
        [.. (await LinesAsync(bed, talk)).Select(l => $"{l.Speaker} {l.Activity.Type} {l.Activity.Name} {l.Activity.Text} {System.Text.Json.JsonSerializer.Serialize(l.Activity.Value)} {System.Text.Json.JsonSerializer.Serialize(l.Activity.SuggestedActions)}")];
}
