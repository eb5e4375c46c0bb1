using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>Reads the clear columns of a stopped program's database.</summary>
internal sealed class StoredRows(SqliteConnection connection) : IAsyncDisposable
{
    public static async Task<StoredRows> OpenAsync(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        return new StoredRows(connection);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<Dictionary<string, long>> GroupsAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var groups = new Dictionary<string, long>();
        while (await reader.ReadAsync())
        {
            groups[reader.GetString(0)] = reader.GetInt64(1);
        }

        return groups;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
