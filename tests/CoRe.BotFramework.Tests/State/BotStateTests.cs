namespace CoRe.BotFramework.Tests.State;

public sealed class BotStateTests
{
    private readonly CountingStorage _storage = new();
    private readonly ConversationState _state;
    private readonly IStatePropertyAccessor<Profile> _profile;

    public BotStateTests()
    {
        _state = new ConversationState(_storage);
        _profile = _state.CreateProperty<Profile>("Profile");
    }

    [Fact]
    public async Task A_value_comes_back_in_the_next_turn_as_another_object()
    {
        var first = Some.Turn();
        var profile = await _profile.GetAsync(first, () => new Profile());
        profile.Languages.Add("ar");
        await _state.SaveChangesAsync(first);

        var again = await _profile.GetAsync(Some.Turn());

        Assert.NotSame(profile, again);
        Assert.Equal(["ar"], again.Languages);
    }

    [Fact]
    public async Task Without_a_factory_a_missing_value_is_default_and_is_not_stored()
    {
        var turn = Some.Turn();

        Assert.Null(await _profile.GetAsync(turn));
        Assert.Equal(0, await _state.CreateProperty<int>("Count").GetAsync(turn));
        await _state.SaveChangesAsync(turn);

        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task State_is_read_once_a_turn_and_written_only_when_it_changed()
    {
        var first = Some.Turn();
        await _profile.SetAsync(first, new Profile { Name = "Amin" });
        await _state.SaveChangesAsync(first);
        await _state.SaveChangesAsync(first);
        Assert.Equal((1, 1), (_storage.Reads, _storage.Writes));

        var second = Some.Turn();
        var profile = await _profile.GetAsync(second);
        await _profile.GetAsync(second);
        await _state.SaveChangesAsync(second);
        Assert.Equal((2, 1), (_storage.Reads, _storage.Writes));

        profile.Name = "Amina";
        await _state.SaveChangesAsync(second);
        Assert.Equal(2, _storage.Writes);
        await _state.SaveChangesAsync(second, force: true);
        Assert.Equal(3, _storage.Writes);
    }

    [Fact]
    public async Task A_property_nobody_asked_for_is_kept_as_it_is()
    {
        var first = Some.Turn();
        await _profile.SetAsync(first, new Profile { Name = "Amin" });
        await _state.CreateProperty<int>("Count").SetAsync(first, 1);
        await _state.SaveChangesAsync(first);

        var second = Some.Turn();
        await _state.CreateProperty<int>("Count").SetAsync(second, 2);
        await _state.SaveChangesAsync(second);

        Assert.Equal("Amin", (await _profile.GetAsync(Some.Turn())).Name);
    }

    [Fact]
    public async Task Clearing_and_deleting_take_the_values_away()
    {
        var first = Some.Turn();
        await _profile.SetAsync(first, new Profile());
        await _state.SaveChangesAsync(first);

        var second = Some.Turn();
        await _state.ClearStateAsync(second);
        await _state.SaveChangesAsync(second);
        Assert.Null(await _profile.GetAsync(Some.Turn()));

        var third = Some.Turn();
        await _profile.SetAsync(third, new Profile());
        await _state.SaveChangesAsync(third);
        await _profile.DeleteAsync(third);
        await _state.SaveChangesAsync(third);
        Assert.Null(await _profile.GetAsync(Some.Turn()));

        var fourth = Some.Turn();
        await _profile.SetAsync(fourth, new Profile());
        await _state.SaveChangesAsync(fourth);
        await _state.DeleteAsync(fourth);
        Assert.Null(await _profile.GetAsync(Some.Turn()));
    }

    [Fact]
    public async Task Each_scope_has_its_key_and_foreign_ids_cannot_leave_it()
    {
        var turn = Some.Turn();
        turn.Activity.Conversation.Id = "../users/victim";
        turn.Activity.From.Id = "a/b%2F c";

        foreach (var state in new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) })
        {
            await state.LoadAsync(turn);
        }

        Assert.Equal(
            ["test/conversations/..%2Fusers%2Fvictim", "test/users/a%2Fb%252F%20c", "test/conversations/..%2Fusers%2Fvictim/users/a%2Fb%252F%20c"],
            _storage.Keys);
    }

    [Fact]
    public async Task An_activity_without_the_ids_has_no_state()
    {
        var turn = Some.Turn();
        (turn.Activity.Conversation, turn.Activity.From) = (null, new ChannelAccount());

        await Assert.ThrowsAsync<InvalidOperationException>(() => _state.LoadAsync(turn));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(_storage).LoadAsync(turn));
    }

    [Fact]
    public async Task A_set_loads_and_saves_all_and_the_middleware_saves_only_after_a_turn_that_ended_well()
    {
        var adapter = new RecordingAdapter();
        adapter.Use(new AutoSaveStateMiddleware(new BotStateSet().Add(_state)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.RunAsync(Some.Message(), async (turn, ct) =>
        {
            await _profile.SetAsync(turn, new Profile(), ct);
            throw new InvalidOperationException("half-way");
        }));
        Assert.Equal(0, _storage.Writes);

        await adapter.RunAsync(Some.Message(), (turn, ct) => _profile.SetAsync(turn, new Profile(), ct));
        Assert.Equal(1, _storage.Writes);
    }

    [Fact]
    public async Task A_property_asked_for_as_another_type_is_an_error()
    {
        var turn = Some.Turn();
        await _profile.SetAsync(turn, new Profile());

        await Assert.ThrowsAsync<InvalidOperationException>(() => _state.CreateProperty<string>("Profile").GetAsync(turn));
    }

    public sealed class Profile
    {
        public string? Name { get; set; }

        public List<string> Languages { get; set; } = [];
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public List<string> Keys { get; } = [];

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            Keys.AddRange(keys);
            return _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
