using System.Collections.Immutable;

namespace OrleansRegistry.Storage.Tests;

// Parts of the ring: each silo reads what is due on its own, and together they read everything once.
public abstract partial class RegistryStoreTests
{
    private const int RingRows = 60, RingSplits = 40;

    /// <summary>
    /// Sixty due rows, five of each instant and one of them with a retry that has come; and three that are not due, or
    /// wait for their retry, or are parked.
    /// </summary>
    private async Task ArmRing()
    {
        for (var i = 0; i < RingRows; i++) await Armed(Sample.Certificate(i), Sample.Now.AddMinutes(-(i / 5)));
        await Store.Work.DeadlineFailed(Sample.Certificate(7), "no luck", Sample.Now.AddMinutes(-1));
        for (var i = 1; i <= 3; i++) await Armed(Sample.Person(i), Sample.Now.AddDays(i == 1 ? 1 : -1));
        await Store.Work.DeadlineFailed(Sample.Person(2), "no luck", Sample.Now.AddMinutes(1));
        await Store.Work.DeadlineFailed(Sample.Person(3), "no luck", null);
    }

    /// <summary>Everything due on a part, page by page.</summary>
    private async Task<List<DueDeadline>> AllDue(RingPart part, int limit)
    {
        var all = new List<DueDeadline>();
        while (true)
        {
            DueCursor? after = all is [.., var last] ? new DueCursor(last.DueAt, last.Id.Key) : null;
            var page = await Store.Work.Due(part, Sample.Now, Sample.Now, after, limit);
            Assert.True(page.Length <= limit);
            all.AddRange(page);
            if (page.IsEmpty) return all;
        }
    }

    /// <summary>
    /// Property over random splits, always the same ones: the ring is cut at up to thirty places and dealt out to up to
    /// four silos, so that a silo has many ranges and one of them goes round.
    /// </summary>
    [Fact]
    public async Task Parts_of_the_ring_split_what_is_due_without_loss_or_overlap()
    {
        await ArmRing();
        var whole = await AllDue(RingPart.Whole, 100);
        Assert.Equal(RingRows, whole.Count);
        var dice = new Random(20260302);
        for (var split = 0; split < RingSplits; split++)
        {
            var cuts = Enumerable.Range(0, dice.Next(1, 31)).Select(_ => unchecked((uint)dice.NextInt64()));
            var silos = RingPartTests.RangesBetween([.. cuts.Distinct().Order()])
                .GroupBy(_ => dice.Next(4)).Select(ranges => new RingPart(ranges));

            var read = new List<DueDeadline>();
            foreach (var part in silos)
            {
                var own = await AllDue(part, dice.Next(1, 20));
                Assert.Equal(whole.Where(due => part.Has(RingHash.Of(due.Id))), own);
                read.AddRange(own);
            }
            Assert.Equal(whole, read.OrderBy(due => due.DueAt).ThenBy(due => due.Id.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_pass_goes_on_inside_a_part_while_its_rows_are_done_on_the_way()
    {
        await ArmRing();
        var half = new RingPart(new RingRange(0x4000_0000, 0xC000_0000));
        var own = await AllDue(half, 100);
        Assert.InRange(own.Count, 10, RingRows - 10);

        var seen = new List<DueDeadline>();
        ImmutableArray<DueDeadline> page;
        for (DueCursor? after = null; ; after = new DueCursor(page[^1].DueAt, page[^1].Id.Key))
        {
            page = await Store.Work.Due(half, Sample.Now, Sample.Now, after, 4);
            if (page.IsEmpty) break;
            seen.AddRange(page);
            foreach (var due in page) await Committed(await Next(due.Id) with { DeadlineChanged = true });
        }
        Assert.Equal(own, seen);
        Assert.Equal(RingRows - own.Count, (await AllDue(RingPart.Whole, 100)).Count);
    }

    [Fact]
    public async Task A_silo_without_a_part_reads_nothing()
    {
        await ArmRing();
        Assert.Empty(await Store.Work.Due(new RingPart(), Sample.Now, Sample.Now, null, 100));
    }
}
