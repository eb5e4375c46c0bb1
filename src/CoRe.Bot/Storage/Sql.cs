using System.Data.Common;

namespace CoRe.Bot.Storage;

/// <summary>Short way to a parameterised command in the subset that SQLite and PostgreSQL share.</summary>
internal static class Sql
{
    public static DbCommand Command(this CommitScope scope, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<int> ExecuteAsync(this CommitScope scope, string text, (string Name, object? Value)[] values, CancellationToken cancellationToken)
    {
        await using var command = scope.Command(text, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<object?> ScalarAsync(this CommitScope scope, string text, (string Name, object? Value)[] values, CancellationToken cancellationToken)
    {
        await using var command = scope.Command(text, values);
        var result = await command.ExecuteScalarAsync(cancellationToken);
        return result is DBNull ? null : result;
    }

    /// <summary>The stored form of a time: UTC ticks (see <see cref="UtcTicks"/>).</summary>
    public static long Stored(this DateTimeOffset time) => time.UtcTicks;
}
