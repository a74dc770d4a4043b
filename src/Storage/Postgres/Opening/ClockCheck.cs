using Npgsql;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>
/// Compares this host's clock with the database's. All hosts share the latter: a host with another time would carry out
/// deadlines early or late (docs/adr/0012).
/// </summary>
internal sealed class ClockCheck(TimeProvider clock)
{
    private static readonly TimeSpan _maxDiffer = TimeSpan.FromSeconds(1);

    private const string Sql = "SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000";

    /// <summary>
    /// Why the clock cannot be trusted; null: it differs by less than a second. A slow answer alone is no fault.
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

    /// <summary>
    /// Why the clock cannot be trusted, from an instant of the database that was read between two of this host's.
    /// </summary>
    public static string? Differ(DateTimeOffset before, DateTimeOffset there, DateTimeOffset after) =>
        there < before - _maxDiffer || there > after + _maxDiffer
            ? $"the clocks differ: it is {there:O} in the database and {after:O} here"
            : null;
}
