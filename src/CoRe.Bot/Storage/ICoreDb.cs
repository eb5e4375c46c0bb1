using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Storage;

/// <summary>Opens a context for reading. Writing goes through <see cref="ICommitter"/> only.</summary>
internal interface ICoreDb
{
    CoreDbContext Open();
}

internal sealed class SqliteCoreDb(IDbContextFactory<SqliteCoreDbContext> factory) : ICoreDb
{
    public CoreDbContext Open() => factory.CreateDbContext();
}
