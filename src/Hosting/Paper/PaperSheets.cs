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
    private readonly ConcurrentDictionary<(string Space, string Value), List<Booking>> _bookings = new();
    private readonly ConcurrentDictionary<EntityId, List<HistoryEntry>> _history = new();

    /// <summary>The entity as it would be; null: nothing has touched it.</summary>
    public HeldEntity? Find(EntityId id) => _entities.GetValueOrDefault(id);

    /// <summary>True when something was done with the claim; its holder is null when it was given up.</summary>
    public bool Knows(Claim claim, out EntityId? holder) => _claims.TryGetValue(claim, out holder);

    /// <summary>Who has taken times of a resource on paper.</summary>
    public IReadOnlyList<Booking> BookingsOf(Claim claim) => _bookings.GetValueOrDefault((claim.Space, claim.Value)) ?? [];

    private void Take(Claim claim, EntityId id)
    {
        if (claim.During is not { } during) _claims[claim] = id;
        else _bookings.GetOrAdd((claim.Space, claim.Value), _ => []).Add(new Booking(id, during));
    }

    private void Release(Claim claim, EntityId id)
    {
        if (claim.During is not { } during) _claims[claim] = null;
        else _bookings.GetValueOrDefault((claim.Space, claim.Value))?.Remove(new Booking(id, during));
    }

    /// <summary>What would have happened to the entity, oldest first. Without bodies: a million rows are on paper at once.</summary>
    public IReadOnlyList<HistoryEntry> HistoryOf(EntityId id) => _history.GetValueOrDefault(id) ?? [];

    /// <summary>Keeps what a commit would have changed.</summary>
    public void Keep(Prepared prepared)
    {
        var commit = prepared.Commit;
        _entities[commit.Id] = prepared.Entity;
        foreach (var claim in commit.Released) Release(claim, commit.Id);
        foreach (var claim in commit.Taken) Take(claim, commit.Id);
        var history = _history.GetOrAdd(commit.Id, _ => []);
        foreach (var (i, happened) in commit.Events.Index())
        {
            var h = commit.Header;
            history.Add(new HistoryEntry(commit.ExpectedVersion + i + 1, h.At, h.Actor, h.Channel, h.Cause, h.RuleVersion, h.CommandId,
                happened.Type, default, default));
        }
    }
}
