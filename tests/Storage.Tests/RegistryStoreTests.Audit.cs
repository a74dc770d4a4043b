using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests;

// Reading everything, and the chain over it.
public abstract partial class RegistryStoreTests
{
    private async Task<List<AuditedEntity>> Everything()
    {
        var all = new List<AuditedEntity>();
        await foreach (var entity in Store.Audits.Entities()) all.Add(entity);
        return all;
    }

    [Fact]
    public async Task Every_entity_is_read_with_its_history_and_every_chain_holds()
    {
        await Task.WhenAll(Enumerable.Range(1, 150)
            .Select(i => Committed(Sample.First(Sample.Certificate(i), 1 + (i % 3)))));
        await Committed(Sample.First(Sample.Person(1)));
        await Armed(Sample.Certificate(1), Sample.Now);

        var all = await Everything();

        Assert.Equal(151, all.Count);
        Assert.Equal(151, all.DistinctBy(entity => entity.Id).Count());
        Assert.All(all, entity => Assert.Null(entity.BrokenAt()));
        Assert.Equal(new ArmedDeadline("expiry", Sample.Now), all[0].Armed);
        Assert.Null(all[1].Armed);
    }

    [Fact]
    public async Task A_chain_that_was_tampered_with_says_where()
    {
        await Committed(Sample.First(Sample.Certificate(1), 3));
        var entity = (await Everything()).Single();
        var second = entity.Events[1];

        var changed = entity with { Events = entity.Events.SetItem(1, second with { Actor = "another" }) };
        var dropped = entity with { Events = entity.Events.RemoveAt(1) };
        var cut = entity with { Events = entity.Events.RemoveAt(2) };
        var swapped = entity
            with
        { Events = [entity.Events[0], second with { Body = Sample.Bytes("{}") }, entity.Events[2]] };
        var older = entity with { Entity = entity.Entity with { Head = entity.Events[1].Hash } };

        Assert.Equal("Q-000001: the hash of version 2 is wrong", changed.BrokenAt());
        Assert.Equal("Q-000001: version 2 is missing", dropped.BrokenAt());
        Assert.Equal("Q-000001: 2 events, but version 3", cut.BrokenAt());
        Assert.Equal("Q-000001: the hash of version 2 is wrong", swapped.BrokenAt());
        Assert.Equal("Q-000001: the head is not the hash of the last event", older.BrokenAt());
    }
}
