using Npgsql;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>The advisory lock, and who holds it when this host does not.</summary>
internal static class GuardHolders
{
    /// <summary>Takes the lock, if no other holder prevents it.</summary>
    public static async Task<bool> TryLock(NpgsqlConnection connection, bool shared, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(
            shared ? "SELECT pg_try_advisory_lock_shared(7253, 1)" : "SELECT pg_try_advisory_lock(7253, 1)",
            connection);
        await using (command.ConfigureAwait(false))
            return (bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>The exception that says who holds it and what to do.</summary>
    public static async Task<RegistryInUseException> InUse(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var holders = new List<string>();
        var command = new NpgsqlCommand("""
            SELECT a.application_name || coalesce(' (' || host(a.client_addr) || ')', '')
            FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) JOIN pg_database AS d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND l.classid = 7253 AND l.objid = 1 AND l.objsubid = 2 AND l.granted
                AND d.datname = current_database()
            ORDER BY 1
            """, connection);
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                while (await rows.ReadAsync(cancellation).ConfigureAwait(false)) holders.Add(rows.GetString(0));
        }
        var who = holders.Count == 0 ? "(unknown)" : string.Join("; ", holders);
        return new RegistryInUseException(
            $"The registry in the database {connection.Database} on {connection.Host} is in use by {who}: "
            + "stop it first, or choose another database. "
            + $"（登记库 {connection.Database} 正由 {who} 使用：请先停止该进程，或另选数据库。）");
    }
}
