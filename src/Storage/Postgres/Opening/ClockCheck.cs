using Npgsql;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>
/// Whether this host's clock says what the database's says. All hosts share the database's: who decides by another time
/// passes deadlines early or late (docs/adr/0012).
/// </summary>
internal sealed class ClockCheck(TimeProvider clock)
{
    private static readonly TimeSpan _maxDiffer = TimeSpan.FromSeconds(1);

    private const string Sql = "SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000";

    /// <summary>
    /// Why the clock is not to be trusted; null: it is within a second. A slow answer makes no fault.
    /// </summary>
    public async Task<string?> Trouble(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow();
        var command = new NpgsqlCommand(Sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var ticks = (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
            return Differ(before, new DateTimeOffset(ticks, TimeSpan.Zero), clock.GetUtcNow());
        }
    }

    /// <summary>The same for an instant of the database that was read between two of this host's.</summary>
    public static string? Differ(DateTimeOffset before, DateTimeOffset there, DateTimeOffset after) =>
        there < before - _maxDiffer || there > after + _maxDiffer
            ? $"the clocks differ: it is {there:O} in the database and {after:O} here"
            : null;
}
