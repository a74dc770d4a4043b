using System.Globalization;
using Npgsql;

namespace OrleansRegistry.Tests.Postgres;

/// <summary>
/// Connections that break where it hurts. A server that waits for a standby which never comes has made a commit durable
/// and cannot say so: whoever ends the connection then has really lost an answer, and a server whose row is locked is
/// inside a commit for as long as the test likes.
/// </summary>
internal static class LostAnswers
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(60);

    /// <summary>Ends every connection of the server but this one, and says how many.</summary>
    public const string EndConnections = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname IS NOT NULL
        """;

    /// <summary>From now on the server makes commits durable and answers nobody; true again: it answers.</summary>
    public static async Task Answers(string database, bool does)
    {
        await PostgresServer.Run(database, $"ALTER SYSTEM SET synchronous_standby_names = '{(does ? "" : "nobody")}'");
        await PostgresServer.Run(database, "SELECT pg_reload_conf()");
        // A reload takes a moment: nothing may slip through before, or be stuck after.
        await Until(async () => await IsAnswered(database) == does);
    }

    /// <summary>Whether a commit is answered: tried with one of nothing, which ends here if it is not.</summary>
    private static async Task<bool> IsAnswered(string database)
    {
        const string probe =
            "probe", stuck = $"FROM pg_stat_activity WHERE application_name = '{probe}' AND wait_event = 'SyncRep'";
        var trying = PostgresServer.Run(new NpgsqlConnectionStringBuilder(database)
        {
            ApplicationName = probe,
        }.ConnectionString, "SELECT pg_logical_emit_message(true, 'probe', '')");
        await Until(async () => trying.IsCompleted
            || await PostgresServer.Run(database, $"SELECT count(*) {stuck}") is 1L);
        if (trying.IsCompletedSuccessfully) return true;
        await PostgresServer.Run(database, $"SELECT count(pg_terminate_backend(pid)) {stuck}");
        await ((Task)trying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    /// <summary>Locks every entity until it is disposed: whoever commits meanwhile waits inside the commit.</summary>
    public static async Task<IAsyncDisposable> LockEntities(string database)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var locking = new NpgsqlCommand(
            "BEGIN; SELECT count(*) FROM (SELECT 1 FROM entity FOR UPDATE) AS held", connection);
        await locking.ExecuteScalarAsync();
        return connection;
    }

    /// <summary>
    /// Waits until so many connections are inside a call that waits for a lock, or for the standby; and ends them.
    /// </summary>
    public static async Task EndWaiting(string database, int connections = 1)
    {
        const string waiting = """
            FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
                AND (wait_event_type = 'Lock' OR wait_event = 'SyncRep')
            """;
        await Until(async () => Convert.ToInt32(await PostgresServer.Run(
            database, $"SELECT count(*) {waiting}"), CultureInfo.InvariantCulture) >= connections);
        await PostgresServer.Run(database, $"SELECT count(pg_terminate_backend(pid)) {waiting}");
    }

    private static async Task Until(Func<Task<bool>> so)
    {
        for (var started = TimeProvider.System.GetTimestamp(); !await so(); await Task.Delay(20))
            if (TimeProvider.System.GetElapsedTime(started) > _most) throw new TimeoutException("it never came so");
    }
}
