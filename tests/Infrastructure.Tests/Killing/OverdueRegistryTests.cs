using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Killing;

/// <summary>
/// Goal: what fell due is done once, however much of it there is, whatever cannot be done stands before it, and
/// whenever the process dies. Method: as <see cref="KilledRegistryTests"/>, beside which these run.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class OverdueRegistryTests(ITestOutputHelper output)
{
    private const int OverdueShort = 5_000, OverdueLong = 500_000;

    /// <summary>As DueWork.PageSize, at least: fewer poison rows than a page takes would show nothing.</summary>
    private const int PageOfDueWork = 1_024;

    private const string Later = "2027-03-16T00:00:00+08:00", LaterStill = "2027-03-17T00:00:00+08:00";

    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Killed_while_it_catches_up_it_does_everything_that_fell_due_once(string store)
    {
        await using var registry = await FaultyRegistry.Demonstrated(store);
        await registry.Begin();
        var before = await DoneByDeadline(registry);
        var moving = registry.Process.Http.PostAsJsonAsync("/dev/clock", new { to = Later });
        await LoneSilo.Until(_moment, async () => await DoneByDeadline(registry) >= before + 40);
        await registry.Process.Kill();
        await Assert.ThrowsAsync<HttpRequestException>(() => moving); // It was in the middle of it.
        registry.Clock = LaterStill;
        await registry.Begin();
        await registry.Check();
        Assert.NotEqual("0", await registry.Sql(
            "SELECT count(*) FROM event WHERE type = 'certificate.cancelled' AND channel = 'deadline'"));
        Assert.Equal("0", await registry.Sql("""
            SELECT count(*) FROM (
                SELECT 1 FROM event WHERE type = 'certificate.cancelled' GROUP BY key HAVING count(*) > 1) AS twice
            """));
    }

    private static async Task<int> DoneByDeadline(FaultyRegistry registry) => int.Parse(
        (await registry.Sql("SELECT count(*) FROM event WHERE channel = 'deadline'"))!, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Everything_overdue_at_the_start_is_done_once(string store)
    {
        await using var registry = FaultyRegistry.Make(store, clock: Later);
        var certificates = Environment.GetEnvironmentVariable("REGISTRY_TEST_LONG") is "1" ? OverdueLong : OverdueShort;
        await Overdue.Fill(registry.Options, certificates);
        await registry.Sql(Overdue.MakeAll);
        var now = registry.Options.Clock!.Value.UtcTicks;
        var count = await registry.Sql($"SELECT count(*) FROM deadline WHERE due_at <= {now}");
        var overdue = int.Parse(count!, CultureInfo.InvariantCulture);
        Assert.True(overdue > certificates / 2, $"only {overdue} are overdue");
        var watch = Stopwatch.StartNew();
        await registry.Begin();
        await registry.Idle(maxMinutes: 15);
        output.WriteLine($"{store}: {overdue} overdue deadlines of {certificates} certificates done "
            + $"{watch.Elapsed.TotalSeconds:0.0} s after the start");
        await registry.Check();
        Assert.NotEqual("0", await registry.Sql("SELECT count(*) FROM event WHERE channel = 'deadline'"));
    }

    /// <summary>
    /// More rows at the head of what is due than are read at once, and none of them can ever be carried out.
    /// </summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Poisoned_deadlines_before_all_others_hold_nothing_up(string store)
    {
        await using var registry = FaultyRegistry.Make(store, clock: Later);
        await Overdue.Fill(registry.Options, 200);
        await registry.Sql(Overdue.MakeAll);
        await registry.Sql(string.Join(';', Overdue.Poison(PageOfDueWork + 100)));
        await registry.Begin();
        var healthy = "SELECT count(*) FROM deadline WHERE key NOT LIKE 'Q-POISON%' "
            + $"AND due_at <= {registry.Options.Clock!.Value.UtcTicks}";
        await LoneSilo.Until(_moment, async () => await registry.Sql(healthy) == "0");
        Assert.Equal(
            "0", await registry.Sql("SELECT count(*) FROM deadline WHERE key LIKE 'Q-POISON%' AND attempts = 0"));
        await registry.Sql("DELETE FROM deadline WHERE key LIKE 'Q-POISON%'");
        await registry.Check();
    }

    /// <summary>They are read together with others: each that cannot be carried out fails alone.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Entities_that_cannot_be_understood_hold_up_nobody_of_their_page(string store)
    {
        await using var registry = FaultyRegistry.Make(store, clock: Later);
        await Overdue.Fill(registry.Options, 40);
        await registry.Sql(Overdue.MakeAll);
        await registry.Sql("""
            CREATE TABLE spoiled AS
            SELECT kind, key FROM deadline WHERE kind = 'certificate' ORDER BY due_at, key LIMIT 5
            """);
        await registry.Sql("UPDATE entity SET state = head WHERE (kind, key) IN (SELECT kind, key FROM spoiled)");
        await registry.Begin();
        var now = registry.Options.Clock!.Value.UtcTicks;
        await LoneSilo.Until(_moment, async () =>
            await registry.Sql($"SELECT count(*) FROM deadline WHERE attempts = 0 AND due_at <= {now}") == "0");
        Assert.Equal("5", await registry.Sql("SELECT count(*) FROM deadline WHERE attempts > 0"));
        Assert.Equal("5", await registry.Sql(
            "SELECT count(*) FROM deadline WHERE attempts > 0 AND (kind, key) IN (SELECT kind, key FROM spoiled)"));
    }
}
