using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Deadlines: armed with the commit, due by the legal clock, tried again by the machine's.
public abstract partial class RegistryStoreTests
{
    private async Task Armed(EntityId id, DateTimeOffset dueAt, string name = "expiry") =>
        await Committed(await Next(id) with { Deadline = new ArmedDeadline(name, dueAt), DeadlineChanged = true });

    private async Task<string[]> DueKeys(DateTimeOffset? legalNow = null, DateTimeOffset? machineNow = null)
    {
        var due = await Store.Work.Due(RingPart.Whole, legalNow ?? Sample.Now, machineNow ?? Sample.Now, null, 100);
        return [.. due.Select(deadline => deadline.Id.Key)];
    }

    [Fact]
    public async Task What_is_due_comes_oldest_first_and_from_its_very_instant()
    {
        await Armed(Sample.Certificate(1), Sample.Now);
        await Armed(Sample.Certificate(2), Sample.Now.AddDays(-2));
        await Armed(Sample.Certificate(3), Sample.Now.AddTicks(1));

        Assert.Equal(["Q-000002", "Q-000001"], await DueKeys());
        Assert.Equal(Sample.Now.AddDays(-2), await Store.Work.NextDueAt());
        var first = (await Store.Work.Due(RingPart.Whole, Sample.Now, Sample.Now, null, 1)).Single();
        Assert.Equal(new DueDeadline(Sample.Certificate(2), "expiry", Sample.Now.AddDays(-2)), first);
    }

    [Fact]
    public async Task A_pass_over_the_due_deadlines_sees_each_once_while_they_are_done_on_the_way()
    {
        for (var i = 0; i < 25; i++) await Armed(Sample.Certificate(i), Sample.Now.AddMinutes(-(i / 5)));
        var seen = new List<string>();
        DueCursor? after = null;
        while (true)
        {
            var due = await Store.Work.Due(RingPart.Whole, Sample.Now, Sample.Now, after, 4);
            if (due.IsEmpty) break;
            foreach (var deadline in due)
            {
                seen.Add(deadline.Id.Key);
                if (seen.Count % 2 == 0) await Committed(await Next(deadline.Id) with { DeadlineChanged = true });
            }
            after = new DueCursor(due[^1].DueAt, due[^1].Id.Key);
        }
        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(13, (await DueKeys()).Length);
    }

    [Fact]
    public async Task A_commit_that_changes_no_deadline_leaves_it_armed()
    {
        await Armed(Sample.Certificate(1), Sample.Now);
        await Committed(await Next(Sample.Certificate(1)));
        Assert.Equal(["Q-000001"], await DueKeys());
    }

    [Fact]
    public async Task A_failed_deadline_waits_by_the_machines_clock_and_then_comes_again()
    {
        await Armed(Sample.Certificate(1), Sample.Now);

        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", Sample.Now.AddMinutes(1));

        Assert.Empty(await DueKeys(legalNow: Sample.Now.AddYears(1)));
        var again = await Store.Work.Due(RingPart.Whole, Sample.Now, Sample.Now.AddMinutes(1), null, 10);
        Assert.Equal(Sample.Certificate(1), again.Single().Id);
        Assert.Equal(1, await Store.Work.DeadlineTries(Sample.Certificate(1)));
        Assert.Equal(0, await Store.Work.DeadlineTries(Sample.Certificate(2)));
    }

    [Fact]
    public async Task A_parked_deadline_blocks_nothing_and_waits_for_a_person()
    {
        await Armed(Sample.Certificate(1), Sample.Now.AddDays(-1));
        await Armed(Sample.Certificate(2), Sample.Now);

        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", null);

        Assert.Equal(["Q-000002"], await DueKeys(machineNow: Sample.Now.AddYears(1)));
        Assert.Equal(Sample.Now, await Store.Work.NextDueAt());
        Assert.Equal(
            [
                new ParkedItem(
                    "deadline:Q-000001", Sample.Certificate(1), "expiry", Sample.Now.AddDays(-1), 1, "no luck"),
            ],
            (await Store.Work.Parked(new PageRequest())).Items.ToArray());
        Assert.Equal(new Backlog(1, 1, 0, 0, 0), await Store.Work.Backlog(Sample.Now));

        Assert.True(await Store.Work.Retry("deadline:Q-000001"));

        Assert.Equal(["Q-000001", "Q-000002"], await DueKeys());
        Assert.Empty((await Store.Work.Parked(new PageRequest())).Items);
    }

    [Theory]
    [InlineData("deadline:Q-000001")]
    [InlineData("deadline:nonsense")]
    [InlineData("outbox:1")]
    [InlineData("outbox:x")]
    [InlineData("")]
    public async Task What_is_not_parked_cannot_be_retried(string parkedId)
    {
        await Armed(Sample.Certificate(1), Sample.Now);
        Assert.False(await Store.Work.Retry(parkedId));
    }

    [Fact]
    public async Task Arming_a_deadline_anew_forgets_its_failures()
    {
        await Armed(Sample.Certificate(1), Sample.Now);
        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", null);

        await Armed(Sample.Certificate(1), Sample.Now, "window");

        var due = (await Store.Work.Due(RingPart.Whole, Sample.Now, Sample.Now, null, 10)).Single();
        Assert.Equal(("window", 0), (due.Name, await Store.Work.DeadlineTries(due.Id)));
    }

    [Fact]
    public async Task The_forecast_counts_by_the_legal_date_in_Shanghai()
    {
        var midnight = new DateTimeOffset(2026, 3, 2, 16, 0, 0, TimeSpan.Zero); // 3 March, 00:00 in Shanghai.
        await Armed(Sample.Certificate(1), midnight.AddTicks(-1));
        await Armed(Sample.Certificate(2), midnight);
        await Armed(Sample.Certificate(3), midnight.AddHours(23));
        await Armed(Sample.Certificate(4), midnight, "window");
        await Armed(Sample.Certificate(5), midnight.AddDays(1));

        var forecast = await Store.Queries.Forecast("", Sample.Day("2026-03-02"), Sample.Day("2026-03-03"));

        Assert.Equal(
            [
                new DueCount(Sample.Day("2026-03-02"), "expiry", 1),
                new DueCount(Sample.Day("2026-03-03"), "expiry", 2),
                new DueCount(Sample.Day("2026-03-03"), "window", 1),
            ],
            forecast.ToArray());
    }

    [Fact]
    public async Task The_forecast_follows_whatever_arms_moves_parks_and_ends_a_deadline()
    {
        var day = Sample.Day("2026-03-03");
        var due = new DateTimeOffset(2026, 3, 3, 1, 0, 0, TimeSpan.Zero);
        var (one, two) = (Sample.Certificate(1), Sample.Certificate(2));
        SearchRow At(string authority) => Sample.Certified(Sample.Person(1), "N", authority);
        async Task Is(long here, long there, long all)
        {
            async Task<long> Count(string reach) =>
                (await Store.Queries.Forecast(reach, day, day)).Sum(count => count.Count);
            Assert.Equal((here, there, all), (await Count("4401"), await Count("5301"), await Count("")));
        }

        await Committed(await Next(one) with
        {
            Deadline = new ArmedDeadline("expiry", due),
            DeadlineChanged = true,
            Search = At("440100"),
        });
        await Is(1, 0, 1);
        await Armed(two, due); // Of no authority yet.
        await Is(1, 0, 2);
        await Listed(two, At("530100"));
        await Is(1, 1, 2);
        await Listed(one, At("530100")); // It moved.
        await Is(0, 2, 2);
        await Armed(one, due, "lapse"); // Another name, the same day.
        await Is(0, 2, 2);
        await Armed(one, due.AddDays(1));
        await Is(0, 1, 1);
        Assert.Equal(2, (await Store.Queries.Forecast("53", day, day.AddDays(1))).Length);

        await Store.Work.DeadlineFailed(two, "no luck", due.AddHours(1)); // Tried again, so still due.
        await Is(0, 1, 1);
        await Store.Work.DeadlineFailed(two, "no luck", null);
        await Is(0, 0, 0);
        await Listed(two, At("440100")); // It moves while it is parked.
        await Is(0, 0, 0);
        Assert.True(await Store.Work.Retry($"deadline:{two.Key}"));
        await Is(1, 0, 1);
        await Committed(await Next(two) with { DeadlineChanged = true });
        await Is(0, 0, 0);
        Assert.Empty(await Store.Queries.Forecast("", day, day)); // No day of nothing.
    }
}
