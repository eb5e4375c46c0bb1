using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Operators;

public sealed class AuditTrailTests
{
    private const int Lines = 30;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Two_lines_of_one_commit_and_many_commits_make_one_whole_chain()
    {
        await using var bed = await ChainAsync();

        var verdict = await bed.Get<AuditTrail>().VerifyAsync(await bed.Get<AuditTrail>().HeadAsync(None), None);

        Assert.Equal(new AuditVerdict(Lines, null), verdict);
    }

    [Fact]
    public async Task Every_change_of_a_line_is_found_at_its_place()
    {
        await using var bed = await ChainAsync();
        await using var db = bed.Get<ICoreDb>().Open();
        var random = new Random(20261123);

        for (var i = 0; i < 40; i++)
        {
            var seq = random.NextInt64(1, Lines + 1);
            var row = await db.Audit.AsNoTracking().SingleAsync(a => a.Seq == seq);
            var (column, value) = (i % 4) switch
            {
                0 => ("actor", (object)"somebody-else"),
                1 => ("action", "case.close"),
                2 => ("object", row.Object + "x"),
                _ => ("at", row.At.UtcTicks + 1),
            };
            await ExecuteAsync(db, $"UPDATE audit SET {column} = {{0}} WHERE seq = {{1}}", value, seq);

            Assert.Equal(seq, (await bed.Get<AuditTrail>().VerifyAsync(null, None)).FirstBad);

            await ExecuteAsync(db, "UPDATE audit SET actor = {0}, action = {1}, object = {2}, at = {3} WHERE seq = {4}", row.Actor, row.Action, row.Object, row.At.UtcTicks, seq);
        }
    }

    [Fact]
    public async Task A_cut_a_swap_and_a_new_chain_without_the_key_are_found()
    {
        await using var bed = await ChainAsync();
        var trail = bed.Get<AuditTrail>();
        var head = await trail.HeadAsync(None);
        await using var db = bed.Get<ICoreDb>().Open();

        await ExecuteAsync(db, "UPDATE audit SET seq = 100 WHERE seq = 7");
        await ExecuteAsync(db, "UPDATE audit SET seq = 7 WHERE seq = 8");
        await ExecuteAsync(db, "UPDATE audit SET seq = 8 WHERE seq = 100");
        Assert.Equal(7, (await trail.VerifyAsync(null, None)).FirstBad);

        await ExecuteAsync(db, "DELETE FROM audit WHERE seq IN (7, 8)");
        Assert.Equal(7, (await trail.VerifyAsync(null, None)).FirstBad);

        await ExecuteAsync(db, "DELETE FROM audit WHERE seq > 6");
        Assert.Null((await trail.VerifyAsync(null, None)).FirstBad);
        Assert.Equal(7, (await trail.VerifyAsync(head, None)).FirstBad);
    }

    [Fact]
    public async Task Without_its_line_in_the_trail_no_case_is_shown_and_the_chat_goes_on()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await using var db = bed.Get<ICoreDb>().Open();
        await ExecuteAsync(db, Storage.TestDatabase.IsPostgres
            ? "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''read only''; END'; CREATE TRIGGER audit_is_read_only BEFORE INSERT ON audit EXECUTE FUNCTION refuse()"
            : "CREATE TRIGGER audit_is_read_only BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'read only'); END");

        await Assert.ThrowsAnyAsync<Exception>(() => bed.Get<CoRe.Bot.Escalation.CaseDesk>().OpenAsync(amina, id, None));
        await bed.SayAsync(talk, "ciao");
        await Pipeline.Poll.UntilAsync(async () => (await bed.LinesAsync(talk)).Any(l => l.Activity.Text == "echo ciao"));

        await ExecuteAsync(db, Storage.TestDatabase.IsPostgres ? "DROP TRIGGER audit_is_read_only ON audit" : "DROP TRIGGER audit_is_read_only");
        Assert.NotNull(await bed.Get<CoRe.Bot.Escalation.CaseDesk>().OpenAsync(amina, id, None));
    }

    [Fact]
    public async Task Each_reading_is_one_line_and_too_many_raise_a_flag()
    {
        await using var bed = await new DeskBed(null, ("Operators:OpenedCasesPerHour", "5")).StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();

        for (var i = 0; i < 6; i++)
        {
            await bed.Get<CoRe.Bot.Escalation.CaseDesk>().OpenAsync(amina, id, None);
        }

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(6, await db.Audit.CountAsync(a => a.Action == "case.open" && a.Actor == amina.Id.Value));
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "flag.many_cases_opened"));
    }

    private static async Task<DeskBed> ChainAsync()
    {
        var bed = await new DeskBed().StartAsync();
        for (var i = 0; i < Lines / 2; i++)
        {
            await bed.CommitAsync(new Audited(new OperatorId("a"), "case.open", $"{i}"), new Audited(new OperatorId("a"), "case.note", $"{i}"));
        }

        return bed;
    }

    private static Task ExecuteAsync(CoreDbContext db, string sql, params object[] values) => db.Database.ExecuteSqlRawAsync(sql, values);
}
