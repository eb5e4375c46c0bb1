using Npgsql;

namespace CoRe.Bot.Storage.Postgres;

/// <summary>Reads <c>Storage:ConnectionString</c>, and adds what durability and privacy need of every connection.</summary>
internal static class PostgresAddress
{
    // A node that hangs in the middle of a commit, or whose machine is gone, must not hold the others for longer than this.
    private const string Session = "-c idle_in_transaction_session_timeout=10s -c lock_timeout=20s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3";

    /// <summary>What is wrong with it, or null. Names settings, never values: the string carries a password.</summary>
    public static string? Problem(string? text)
    {
        const string Setting = "Storage:ConnectionString";
        if (string.IsNullOrWhiteSpace(text))
        {
            return $"{Setting} is empty, and Storage:Provider is postgres.";
        }

        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(parts.Host) ? $"{Setting} names no Host."
                : string.IsNullOrEmpty(parts.Database) ? $"{Setting} names no Database."
                : string.IsNullOrEmpty(parts.Username) ? $"{Setting} names no Username."
                : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return $"{Setting} cannot be read: it is a list of Name=Value with semicolons between, in names that Npgsql knows.";
        }
    }

    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var parts = new NpgsqlConnectionStringBuilder(text)
        {
            // Details of errors and parameters carry values of rows.
            IncludeErrorDetail = false, LogParameters = false, PersistSecurityInfo = false,
        };
        parts.ApplicationName ??= "CoRe.Bot";
        parts.Options ??= Session;
        if (parts.MaxAutoPrepare == 0)
        {
            parts.MaxAutoPrepare = 100;
            parts.AutoPrepareMinUsages = 2;
        }

        return parts;
    }

    /// <summary>Whether words could be read on the way: another machine without TLS that is demanded.</summary>
    public static bool IsOpenWire(NpgsqlConnectionStringBuilder parts) =>
        parts.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer
        && (parts.Host ?? "").Split(',').Any(host => !host.StartsWith('/') && !host.StartsWith('@') && host is not ("localhost" or "127.0.0.1" or "::1"));
}
