using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Committers that each work on a few entities, load, commit on top and note what was acknowledged; and the check that
/// every acknowledged commit is there exactly once.
/// </summary>
/// <param name="stores">Where they commit.</param>
/// <param name="entities">How many they fight for.</param>
/// <param name="answers">Each commit keeps an answer, as a client's command; else none, as a deadline's.</param>
internal sealed class Rivals(IReadOnlyList<IRegistryStore> stores, int entities, bool answers = true)
{
    private readonly ConcurrentDictionary<(EntityId, string CommandId), bool> _acknowledged = new();
    private readonly List<Task> _running = [];
    private int _sequence, _away;
    private volatile bool _end;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Commits that were answered that the database is away.</summary>
    public int Away => _away;

    public void Start(int committers)
    {
        for (var i = 0; i < committers; i++)
        {
            var (store, seed) = (stores[i % stores.Count], i);
            _running.Add(Task.Run(() => Work(store, new Random(seed))));
        }
    }

    private async Task Work(IRegistryStore store, Random random)
    {
        while (!_end)
        {
            var id = Sample.Certificate(random.Next(entities));
            var commandId = $"c-{Interlocked.Increment(ref _sequence)}";
            try
            {
                if (await Loaded(store, id) is not { } stored) continue;
                var commit = Sample.Change(id, stored.Version, stored.Head, 1, commandId);
                if (answers) commit = commit with { Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")) };
                if (await store.Commit(commit) == CommitResult.Ok)
                    Assert.True(_acknowledged.TryAdd((id, commandId), true));
            }
            catch (StorageAwayException)
            {
                Interlocked.Increment(ref _away);
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Null: the database is away, which a reader may be answered at any time.</summary>
    private static async Task<(int Version, ReadOnlyMemory<byte> Head)?> Loaded(IRegistryStore store, EntityId id)
    {
        try
        {
            return await store.Load(id) is { } stored ? (stored.Version, stored.Head) : (0, HashChain.Start);
        }
        catch (StorageAwayException)
        {
            await Task.Delay(20);
            return null;
        }
    }

    public async Task Stop()
    {
        _end = true;
        await Task.WhenAll(_running);
    }

    /// <summary>Nothing acknowledged is lost, nothing is there twice, every chain holds.</summary>
    public async Task Check(IRegistryStore store)
    {
        var there = new List<(EntityId, string)>();
        await foreach (var entity in store.Audits.Entities())
        {
            Assert.Null(entity.BrokenAt());
            there.AddRange(entity.Events.Select(entry => (entity.Id, entry.CommandId)));
        }
        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.Empty(_acknowledged.Keys.Except(there));
    }
}
