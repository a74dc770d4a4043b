using System.Globalization;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>What is due on a silo's part comes from the index alone, so other silos' rows cost little.</summary>
public sealed class DuePlanTests : PostgresTest
{
    private const int Armed = 20_000;

    [Fact]
    public async Task A_page_of_a_part_fetches_no_row_of_the_table()
    {
        var third = new RingPart(new RingRange(0, 0x2AAA_AAAA), new RingRange(0xD555_5555, 0));
        await using (var store = await Open())
        {
            await Sql($"""
                INSERT INTO deadline (kind, key, due_at, name, ring_hash)
                SELECT 'certificate', 'Q-' || lpad(i::text, 6, '0'), 0, 'expiry', hashint4(i)
                FROM generate_series(1, {Armed}) AS i
                """);
            await Until(IsVisibleToAll); // Not at once, when the server's own analysis looks at the table meanwhile.
            var (read, fetched) = (await Count("idx_tup_read"), await Count("idx_tup_fetch"));

            // Often enough that the statement is prepared and its plan no longer looks at the values.
            for (var i = 0; i < 20; i++)
                Assert.Equal(1_000, (await store.Work.Due(third, Sample.Now, Sample.Now, null, 1_000)).Length);

            await store.DisposeAsync(); // Its connections report what they counted when they end.
            await Until(async () => await Count("idx_tup_read") >= read + 20 * 1_000);
            Assert.Equal(fetched, await Count("idx_tup_fetch"));
        }
    }

    private async Task<bool> IsVisibleToAll()
    {
        await Sql("VACUUM ANALYZE deadline");
        return true.Equals(await Sql("SELECT relallvisible = relpages FROM pg_class WHERE relname = 'deadline'"));
    }

    private async Task<long> Count(string counter) => Convert.ToInt64(
        await Sql($"SELECT {counter} FROM pg_stat_user_indexes WHERE indexrelname = 'deadline_due'"),
        CultureInfo.InvariantCulture);
}
