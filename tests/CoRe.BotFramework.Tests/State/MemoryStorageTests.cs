namespace CoRe.BotFramework.Tests.State;

public sealed class MemoryStorageTests
{
    private readonly IStorage _storage = new MemoryStorage();

    [Fact]
    public async Task An_item_comes_back_with_its_type_and_version_and_not_as_the_same_object()
    {
        var note = new Note { Text = "a" };
        await WriteAsync(("n", note));

        var read = Assert.IsType<Note>((await _storage.ReadAsync(["n", "absent"]))["n"]);

        Assert.NotSame(note, read);
        Assert.Equal(("a", "0"), (read.Text, read.ETag));
        Assert.False((await _storage.ReadAsync(["absent"])).ContainsKey("absent"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("77", true)]
    [InlineData("0", false)]
    [InlineData("*", false)]
    public async Task Over_an_existing_item_only_its_own_version_or_a_star_is_written(string? eTag, bool refused)
    {
        await WriteAsync(("n", new Note { Text = "a" }));

        var write = () => WriteAsync(("n", new Note { Text = "b", ETag = eTag }));

        if (refused)
        {
            await Assert.ThrowsAsync<ETagConflictException>(write);
        }
        else
        {
            await write();
        }

        Assert.Equal(refused ? "a" : "b", (await ReadAsync("n"))?.Text);
    }

    [Fact]
    public async Task A_batch_with_one_stale_item_writes_nothing()
    {
        await WriteAsync(("old", new Note { Text = "old" }));

        await Assert.ThrowsAsync<ETagConflictException>(() => WriteAsync(("new", new Note { Text = "new" }), ("old", new Note { Text = "newer", ETag = "9" })));

        Assert.Null(await ReadAsync("new"));
        Assert.Equal("old", (await ReadAsync("old"))?.Text);
    }

    [Fact]
    public async Task A_batch_with_one_item_that_cannot_be_kept_writes_nothing()
    {
        var unkept = new Dictionary<string, object> { ["x"] = new Note() };

        await Assert.ThrowsAsync<NotSupportedException>(() => WriteAsync(("new", new Note()), ("bad", unkept)));

        Assert.Null(await ReadAsync("new"));
    }

    [Fact]
    public async Task Plain_dictionaries_keep_the_types_of_their_values()
    {
        await WriteAsync(("d", new Dictionary<string, object> { ["n"] = 1L, ["t"] = "2026-03-01T10:00:00Z" }));

        var read = Assert.IsType<Dictionary<string, object>>((await _storage.ReadAsync(["d"]))["d"]);

        Assert.Equal((1L, "2026-03-01T10:00:00Z"), (read["n"], read["t"]));
    }

    [Fact]
    public async Task Deleted_items_are_gone_and_null_writes_nothing()
    {
        await WriteAsync(("n", new Note()));
        await _storage.WriteAsync(new Dictionary<string, object> { ["null"] = null! });
        await _storage.DeleteAsync(["n", "absent"]);

        Assert.Empty(await _storage.ReadAsync(["n", "null"]));
    }

    private async Task<Note?> ReadAsync(string key) => (await _storage.ReadAsync([key])).TryGetValue(key, out var value) ? (Note)value : null;

    private Task WriteAsync(params (string Key, object Value)[] changes)
        => _storage.WriteAsync(changes.ToDictionary(change => change.Key, change => change.Value));

    public sealed class Note : IStoreItem
    {
        public string? Text { get; set; }

        public string? ETag { get; set; }
    }
}
