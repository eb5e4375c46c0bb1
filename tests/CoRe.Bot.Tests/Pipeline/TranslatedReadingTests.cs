using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Escalation;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Pipeline;

/// <summary>What no lexicon reads in the original (here Swahili, of which there is none) is read in translation: real pipeline, real outbox, an engine on loopback.</summary>
public sealed class TranslatedReadingTests
{
    private const string Unread = "baba yangu ananipiga kila siku na ninaogopa";

    [Fact]
    public async Task Danger_that_only_the_translation_shows_opens_a_case_and_says_the_numbers()
    {
        await using var engine = await LoopbackHttp.StartAsync();
        engine.Body = """{"translatedText":"Mio padre mi picchia ogni giorno e ho paura"}""";
        await using var bed = await new DeskBed(null, ("Translator:Engine", "Libre"), ("Translator:Address", engine.Address)).StartAsync();
        var talk = await bed.TalkAsync("fr");

        await bed.SayAsync(talk, Unread);
        var found = await CaseAsync(bed, open: true);

        Assert.Equal((Severity.High, true), (found!.Severity, found.Category is RiskCategory.PhysicalAbuse));
        var lines = await bed.LinesAsync(talk);
        Assert.Contains(lines, line => line.Activity.Text == "echo " + Unread);
        Assert.Contains(lines, line => line.Speaker == Speaker.Bot && line.Activity.Text?.Contains("112", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task An_engine_that_is_away_is_asked_again_and_nothing_is_lost()
    {
        await using var engine = await LoopbackHttp.StartAsync();
        (engine.Answer, engine.Body) = (503, """{"translatedText":"Mio padre mi picchia ogni giorno e ho paura"}""");
        await using var bed = await new DeskBed(null, ("Translator:Engine", "Libre"), ("Translator:Address", engine.Address)).StartAsync();
        var talk = await bed.TalkAsync("fr");
        await bed.SayAsync(talk, Unread);
        await UntilAsync(() => !engine.Heard.IsEmpty);

        engine.Answer = 200;
        Assert.Null(await CaseAsync(bed, open: false));
        for (var tries = 0; tries < 60 && await CaseAsync(bed, open: false) is null; tries++)
        {
            bed.Time.Advance(TimeSpan.FromSeconds(30));
            bed.Get<OutboxBell>().Ring();
            await Task.Delay(50);
        }

        Assert.NotNull(await CaseAsync(bed, open: true));
    }

    [Fact]
    public async Task Buttons_Italian_and_what_was_grave_at_once_are_not_sent_to_the_engine()
    {
        await using var engine = await LoopbackHttp.StartAsync();
        engine.Body = """{"translatedText":"niente"}""";
        await using var bed = await new DeskBed(null, ("Translator:Engine", "Libre"), ("Translator:Address", engine.Address)).StartAsync();
        var talk = await bed.TalkAsync("fr");

        foreach (var words in new[] { "#topic:school_enrolment", "vorrei sapere come iscrivermi a scuola", "il me frappe tous les jours", "ok" })
        {
            await bed.SayAsync(talk, words);
        }

        await bed.SayAsync(talk, Unread);
        await UntilAsync(() => !engine.Heard.IsEmpty);
        await Task.Delay(300);

        Assert.Single(engine.Heard);
        Assert.Contains("ananipiga", engine.Heard.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_nothing_leaves_the_house()
    {
        await using var bed = await new DeskBed().StartAsync();
        var talk = await bed.TalkAsync("fr");

        await bed.SayAsync(talk, Unread);
        await UntilAsync(() => bed.Bot.Heard.Count > 0);

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.False(await db.Outbox.AnyAsync());
    }

    private static async Task<CaseRow?> CaseAsync(DeskBed bed, bool open)
    {
        CaseRow? found = null;
        for (var tries = 0; tries < (open ? 250 : 1) && found is null; tries++)
        {
            await using var db = bed.Get<ICoreDb>().Open();
            found = await db.Cases.AsNoTracking().SingleOrDefaultAsync();
            await Task.Delay(open && found is null ? 40 : 0);
        }

        return found;
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        for (var tries = 0; tries < 250 && !met(); tries++)
        {
            await Task.Delay(40);
        }

        Assert.True(met());
    }
}
