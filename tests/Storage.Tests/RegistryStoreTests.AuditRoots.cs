using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Daily roots and the leaves under them.
public abstract partial class RegistryStoreTests
{
    [Fact]
    public async Task What_is_uncovered_is_listed_in_order_until_a_root_stands_over_it()
    {
        var (roots, log) = (Store.AuditRoots, Store.AuditLog);
        var (one, two) = (Sample.Certificate(1), Sample.Certificate(2));
        await Store.Commit(Sample.First(one));
        await Store.Commit(Sample.First(two));
        var head = await log.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "a1", "search"));

        var first = Assert.Single(await roots.Uncovered("", "", 1));
        var second = Assert.Single(await roots.Uncovered(first.Kind, first.Key, 10));
        Assert.Equal(new[] { one.Key, two.Key }.Order(StringComparer.Ordinal), [first.Key, second.Key]);
        Assert.Equal((1, 32), (first.Version, first.Head.Length));
        Assert.Empty(await roots.Uncovered(second.Kind, second.Key, 10));
        var chain = Assert.Single(await roots.UncoveredChains());
        Assert.Equal(("audit", head.Chain, 1L), (chain.Kind, chain.Key, chain.Version));

        await roots.Add(AuditSample.Day, 0, [chain, first]);
        Assert.Null(await roots.Find(first.Kind, first.Key));
        Assert.True(await roots.Finish(RootSample.Root(AuditSample.Day, 2)));

        Assert.Equal(second.Text, Assert.Single(await roots.Uncovered("", "", 10)).Text);
        Assert.Empty(await roots.UncoveredChains());
        var placed = await roots.Find(first.Kind, first.Key);
        Assert.Equal((AuditSample.Day, 1, first.Text), (placed!.Day, placed.Number, placed.Leaf.Text));
        Assert.Equal([chain.Text, first.Text], (await roots.Leaves(AuditSample.Day, 0, 10)).Select(leaf => leaf.Text));
        Assert.Equal(first.Text, Assert.Single(await roots.Leaves(AuditSample.Day, 1, 10)).Text);
        Assert.Equal(chain.Text, Assert.Single(await roots.Leaves(AuditSample.Day, 0, 1)).Text);
        Assert.Equal(first.Text, Assert.Single(await roots.LeavesAfter(chain, 10)).Leaf.Text);
    }

    [Fact]
    public async Task A_root_that_was_not_finished_is_begun_anew_and_one_that_stands_takes_nothing()
    {
        var roots = Store.AuditRoots;
        var leaf = RootSample.Leaf(Sample.Certificate(1), 1);
        await roots.Add(AuditSample.Day, 0, [leaf]);
        Assert.False(await roots.Finish(RootSample.Root(AuditSample.Day, 2))); // Somebody else has begun it anew.
        await roots.Begin(AuditSample.Day);
        Assert.Empty(await roots.Leaves(AuditSample.Day, 0, 10));

        await roots.Add(AuditSample.Day, 0, [leaf]);
        Assert.True(await roots.Finish(RootSample.Root(AuditSample.Day, 1)));
        await roots.Begin(AuditSample.Day);
        Assert.Single(await roots.Leaves(AuditSample.Day, 0, 10));
        Assert.False(await roots.Finish(RootSample.Root(AuditSample.Day, 1)));
        await Assert.ThrowsAnyAsync<Exception>(() => roots.Add(
            AuditSample.Day, 1, [RootSample.Leaf(Sample.Certificate(2), 1)]));
    }

    [Fact]
    public async Task Roots_are_paged_newest_first()
    {
        var roots = Store.AuditRoots;
        for (var i = 0; i < 3; i++)
        {
            var day = AuditSample.Day.AddDays(i);
            await roots.Add(day, 0, [RootSample.Leaf(Sample.Certificate(1), i + 1)]);
            await roots.Finish(RootSample.Root(day, 1));
        }
        var first = await roots.Roots(new PageRequest(2));
        Assert.Equal([AuditSample.Day.AddDays(2), AuditSample.Day.AddDays(1)], first.Items.Select(root => root.Day));
        var second = await roots.Roots(new PageRequest(2, first.Next));
        Assert.Equal(AuditSample.Day, Assert.Single(second.Items).Day);
        Assert.Null(second.Next);
        Assert.Equal(1, (await roots.Root(AuditSample.Day))!.Leaves);
        Assert.Null(await roots.Root(AuditSample.Day.AddDays(-1)));
        Assert.Equal(3, (await roots.Find("certificate", Sample.Certificate(1).Key))!.Leaf.Version);
    }
}
