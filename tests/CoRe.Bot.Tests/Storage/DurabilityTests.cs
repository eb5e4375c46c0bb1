using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Storage;

public sealed class DurabilityTests
{
    [SqliteTheory]
    [InlineData("synchronous", "2")]
    [InlineData("journal_mode", "wal")]
    [InlineData("secure_delete", "1")]
    [InlineData("temp_store", "2")]
    public async Task Every_connection_has_the_pragmas_that_durability_and_privacy_need(string pragma, string expected)
    {
        await using var bed = await new PipelineBed().StartAsync();

        await using var db = bed.Get<ICoreDb>().Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";

        Assert.Equal(expected, Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [SqliteFact]
    public async Task Words_lie_on_the_disk_only_sealed()
    {
        const string Canary = "canarino-blu-7351";
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();

        await bed.SayAsync(talk, Canary);
        await bed.LinesAsync(talk, 2);

        foreach (var file in new[] { bed.DatabaseFile, bed.DatabaseFile + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.False(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Canary)) >= 0, file);
            Assert.False(bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(Canary)) >= 0, file);
        }
    }

    [Fact]
    public async Task The_model_has_no_change_that_lacks_a_migration()
    {
        await using var bed = await new PipelineBed().StartAsync();
        await using var db = bed.Get<ICoreDb>().Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
