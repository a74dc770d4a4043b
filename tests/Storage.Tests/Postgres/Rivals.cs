using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Committers that each work on a few entities, load, commit on top and note what was acknowledged; and the check that
/// every acknowledged commit is there exactly once.
/// </summary>
internal sealed class Rivals(IReadOnlyList<IRegistryStore> stores, int entities)
{
    private readonly ConcurrentDictionary<(EntityId, string CommandId), bool> _acknowledged = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _running = [];
    private int _sequence;

    public int Acknowledged => _acknowledged.Count;

    public int Away { get; private set; }

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
        while (!_end.IsCancellationRequested)
        {
            var id = Sample.Certificate(random.Next(entities));
            var commandId = $"c-{Interlocked.Increment(ref _sequence)}";
            try
            {
                var stored = await store.Load(id);
                var commit = Sample.Change(id, stored?.Version ?? 0, stored?.Head ?? HashChain.Start, 1, commandId);
                if (await store.Commit(commit with { Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")) }) == CommitResult.Ok)
                    Assert.True(_acknowledged.TryAdd((id, commandId), true));
            }
            catch (StorageAwayException)
            {
                Away++;
                await Task.Delay(20);
            }
        }
    }

    public async Task Stop()
    {
        await _end.CancelAsync();
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
