using System.Globalization;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>Reading everything reads everything once: each piece comes by index, however large the tables.</summary>
public sealed class AuditPlanTests : PostgresTest
{
    private const int Entities = 20_000;

    [Fact]
    public async Task No_piece_of_the_audit_reads_a_whole_table()
    {
        await using (var store = await Open())
        {
            await Sql($"""
                INSERT INTO entity SELECT 'certificate', 'Q-' || lpad(i::text, 6, '0'), 2, '\x7b7d', sha256('')
                FROM generate_series(1, {Entities}) AS i;
                INSERT INTO event
                SELECT 'certificate', 'Q-' || lpad(i::text, 6, '0'), v, 0, '', 'http', NULL, '1', 'c', 't', '\x',
                    sha256('')
                FROM generate_series(1, {Entities}) AS i, generate_series(1, 2) AS v;
                INSERT INTO deadline (kind, key, due_at, name, ring_hash)
                SELECT 'certificate', 'Q-' || lpad(i::text, 6, '0'), 0, 'expiry', 0
                FROM generate_series(1, {Entities}) AS i;
                ANALYZE entity, event, deadline;
                """);
            var before = await WholeReads();

            var (entities, events, armed) = (0, 0, 0);
            await foreach (var entity in store.Audits.Entities())
            {
                (entities, events) = (entities + 1, events + entity.Events.Length);
                if (entity.Armed is not null) armed++;
            }

            Assert.Equal((Entities, Entities * 2, Entities), (entities, events, armed));
            await store.DisposeAsync(); // Its connections report what they counted when they end.
            await Until(async () => await WholeReads() > before
                || Number(await Sql("SELECT idx_scan FROM pg_stat_user_tables WHERE relname = 'event'")) >= Entities);
            Assert.Equal(before, await WholeReads());
        }
    }

    private async Task<long> WholeReads() => Number(await Sql(
        "SELECT sum(seq_scan)::bigint FROM pg_stat_user_tables WHERE relname IN ('entity', 'event', 'deadline')"));

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
