using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Paper;

/// <summary>What is written on paper: states, claims, and the commands that led to them.</summary>
internal sealed class PaperSheets
{
    private readonly ConcurrentDictionary<EntityId, HeldEntity> _entities = new();
    private readonly ConcurrentDictionary<Claim, EntityId?> _claims = new();
    private readonly ConcurrentDictionary<EntityId, List<HistoryEntry>> _history = new();

    /// <summary>The entity as it would be; null: nothing has touched it.</summary>
    public HeldEntity? Find(EntityId id) => _entities.GetValueOrDefault(id);

    /// <summary>True when something was done with the claim; its holder is null when it was given up.</summary>
    public bool Knows(Claim claim, out EntityId? holder) => _claims.TryGetValue(claim, out holder);

    /// <summary>What would have happened to the entity, oldest first. Without bodies: a million rows are on paper at once.</summary>
    public IReadOnlyList<HistoryEntry> HistoryOf(EntityId id) => _history.GetValueOrDefault(id) ?? [];

    /// <summary>Keeps what a commit would have changed.</summary>
    public void Keep(Prepared prepared)
    {
        var commit = prepared.Commit;
        _entities[commit.Id] = prepared.Entity;
        foreach (var claim in commit.Released) _claims[claim] = null;
        foreach (var claim in commit.Taken) _claims[claim] = commit.Id;
        var history = _history.GetOrAdd(commit.Id, _ => []);
        foreach (var (i, happened) in commit.Events.Index())
        {
            var h = commit.Header;
            history.Add(new HistoryEntry(commit.ExpectedVersion + i + 1, h.At, h.Actor, h.Channel, h.Cause, h.RuleVersion, h.CommandId,
                happened.Type, default, default));
        }
    }
}
