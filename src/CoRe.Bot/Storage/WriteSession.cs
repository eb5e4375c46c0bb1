using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Storage;

/// <summary>
/// The committer's own connection, open from group to group, with its commands prepared once: parsing the same twenty
/// sentences again for every message was most of the work of a commit.
/// </summary>
internal sealed class WriteSession : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    private WriteSession(CoreDbContext db, DbConnection connection)
    {
        Db = db;
        Connection = connection;
    }

    public CoreDbContext Db { get; }

    public DbConnection Connection { get; }

    public static async Task<WriteSession> OpenAsync(ICoreDb database, CancellationToken cancellationToken)
    {
        var db = database.Open();
        try
        {
            // Savepoints are the committer's: one around each caller's changes.
            db.Database.AutoSavepointsEnabled = false;
            await db.Database.OpenConnectionAsync(cancellationToken);
            return new WriteSession(db, db.Database.GetDbConnection());
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>The prepared command of this text with these values; good until the next call with the same text.</summary>
    public DbCommand Prepared(string text, DbTransaction transaction, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = text;
            foreach (var (name, _) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            _commands.Add(text, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        await Db.DisposeAsync();
    }
}
