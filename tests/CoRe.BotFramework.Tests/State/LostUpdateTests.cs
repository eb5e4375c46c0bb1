namespace CoRe.BotFramework.Tests.State;

/// <summary>On Microsoft's SDK the last of two overlapping turns wins in silence; here it is told.</summary>
public sealed class LostUpdateTests
{
    private readonly IStorage _storage = new MemoryStorage();
    private readonly ConversationState _state;
    private readonly IStatePropertyAccessor<int> _count;

    public LostUpdateTests()
    {
        _state = new ConversationState(_storage);
        _count = _state.CreateProperty<int>("Count");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_of_two_overlapping_turns_is_refused(bool existing)
    {
        if (existing)
        {
            await IncrementAsync();
        }

        var (one, two) = (Some.Turn(), Some.Turn());
        await _count.SetAsync(one, await _count.GetAsync(one) + 1);
        await _count.SetAsync(two, await _count.GetAsync(two) + 1);
        await _state.SaveChangesAsync(one);

        var conflict = await Assert.ThrowsAsync<ETagConflictException>(() => _state.SaveChangesAsync(two));

        Assert.Equal(1, conflict.Conflicts);
        Assert.Equal(existing ? 2 : 1, await _count.GetAsync(Some.Turn()));
        await Assert.ThrowsAsync<ETagConflictException>(() => _state.SaveChangesAsync(two, force: true));
    }

    [Fact]
    public async Task A_refused_turn_may_load_again_and_save()
    {
        await IncrementAsync();
        var late = Some.Turn();
        await _count.SetAsync(late, await _count.GetAsync(late) + 1);
        await IncrementAsync();
        await Assert.ThrowsAsync<ETagConflictException>(() => _state.SaveChangesAsync(late));

        await _state.LoadAsync(late, force: true);
        await _count.SetAsync(late, await _count.GetAsync(late) + 1);
        await _state.SaveChangesAsync(late);

        Assert.Equal(3, await _count.GetAsync(Some.Turn()));
    }

    [Fact]
    public async Task State_that_was_deleted_meanwhile_does_not_rise_again()
    {
        await IncrementAsync();
        var late = Some.Turn();
        await _count.SetAsync(late, await _count.GetAsync(late) + 1);
        await _state.DeleteAsync(Some.Turn());

        await Assert.ThrowsAsync<ETagConflictException>(() => _state.SaveChangesAsync(late));
        await IncrementAsync();
        await Assert.ThrowsAsync<ETagConflictException>(() => _state.SaveChangesAsync(late));

        Assert.Equal(1, await _count.GetAsync(Some.Turn()));
    }

    [Fact]
    public async Task Of_two_hundred_concurrent_turns_every_increment_is_either_kept_or_reported()
    {
        const int Turns = 200;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = Enumerable.Range(0, Turns).Select(async _ =>
        {
            await start.Task;
            await Task.Yield();
            try
            {
                await IncrementAsync();
                return true;
            }
            catch (ETagConflictException)
            {
                return false;
            }
        }).ToArray();

        start.SetResult();
        var kept = (await Task.WhenAll(attempts)).Count(saved => saved);

        Assert.InRange(kept, 1, Turns);
        Assert.Equal(kept, await _count.GetAsync(Some.Turn()));
    }

    [Fact]
    public async Task With_a_retry_after_each_conflict_all_two_hundred_are_kept()
    {
        const int Turns = 200;

        await Task.WhenAll(Enumerable.Range(0, Turns).Select(async _ =>
        {
            for (var saved = false; !saved;)
            {
                await Task.Yield();
                try
                {
                    await IncrementAsync();
                    saved = true;
                }
                catch (ETagConflictException)
                {
                    saved = false;
                }
            }
        }));

        Assert.Equal(Turns, await _count.GetAsync(Some.Turn()));
    }

    private async Task IncrementAsync()
    {
        var turn = Some.Turn();
        var count = await _count.GetAsync(turn);
        await Task.Yield();
        await _count.SetAsync(turn, count + 1);
        await _state.SaveChangesAsync(turn);
    }
}
