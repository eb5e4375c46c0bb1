using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Privacy;

public sealed class ReturnCodeTests
{
    [Fact]
    public async Task Three_words_lead_back_once()
    {
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();
        var codes = bed.Get<ReturnCodes>();

        var (words, _) = await codes.IssueAsync(talk, default);
        var first = await codes.RedeemAsync($"  {words.ToUpperInvariant().Replace(' ', ',')}. ", default);
        var second = await codes.RedeemAsync(words, default);

        Assert.Equal(talk, first);
        Assert.Null(second);
    }

    [Fact]
    public async Task A_new_code_kills_the_old_one_and_no_code_lies_in_the_database()
    {
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();
        var codes = bed.Get<ReturnCodes>();

        var old = await codes.IssueAsync(talk, default);
        var (words, _) = await codes.IssueAsync(talk, default);

        Assert.Null(await codes.RedeemAsync(old.Words, default));
        await using var db = bed.Get<ICoreDb>().Open();
        var row = Assert.Single(await db.ReturnCodes.AsNoTracking().ToListAsync());
        Assert.Equal(32, row.Hash.Length);
        Assert.DoesNotContain(words, System.Text.Encoding.Latin1.GetString(row.Hash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_code_opens_nothing()
    {
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();
        var (words, expires) = await bed.Get<ReturnCodes>().IssueAsync(talk, default);
        await bed.Get<ICommitter>().CommitAsync([new IssueReturnCode(talk, await HashOfAsync(bed), expires.AddDays(-30))], default);

        Assert.Null(await bed.Get<ReturnCodes>().RedeemAsync(words, default));
    }

    [Fact]
    public void The_word_list_is_long_enough_and_easy_to_type()
    {
        Assert.True(ReturnCodes.Words.Count >= 512);
        Assert.Equal(ReturnCodes.Words.Count, ReturnCodes.Words.Distinct().Count());
        Assert.All(ReturnCodes.Words, word => Assert.Equal(word, ReturnCodes.Normalise(word)));
    }

    private static async Task<byte[]> HashOfAsync(PipelineBed bed)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return (await db.ReturnCodes.AsNoTracking().SingleAsync()).Hash;
    }
}
