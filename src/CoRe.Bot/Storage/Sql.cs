namespace CoRe.Bot.Storage;

/// <summary>Short way to a prepared command in the subset that SQLite and PostgreSQL share. The text is a constant; whatever changes is a value.</summary>
internal static class Sql
{
    public static Task<int> ExecuteAsync(this CommitScope scope, string text, (string Name, object? Value)[] values, CancellationToken cancellationToken) =>
        scope.Session.Prepared(text, scope.Transaction, values).ExecuteNonQueryAsync(cancellationToken);

    public static async Task<object?> ScalarAsync(this CommitScope scope, string text, (string Name, object? Value)[] values, CancellationToken cancellationToken)
    {
        var result = await scope.Session.Prepared(text, scope.Transaction, values).ExecuteScalarAsync(cancellationToken);
        return result is DBNull ? null : result;
    }

    /// <summary>The stored form of a time: UTC ticks (see <see cref="UtcTicks"/>).</summary>
    public static long Stored(this DateTimeOffset time) => time.UtcTicks;
}
