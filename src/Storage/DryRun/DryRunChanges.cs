using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// What the commits of a dry run would have changed: states, reservations, histories and consequences.
/// </summary>
internal sealed class DryRunChanges
{
    private readonly ConcurrentDictionary<EntityId, StoredEntity> _entities = new();
    private readonly ConcurrentDictionary<Reservation, EntityId?> _reservations = new();
    private readonly ConcurrentDictionary<(string Space, string Value), ImmutableList<Booking>> _bookings = new();
    private readonly ConcurrentDictionary<EntityId, HistoryEntry[]> _history = new();
    private readonly ConcurrentDictionary<long, PendingConsequence> _outbox = new();
    private readonly ConcurrentDictionary<string, ImmutableList<EntityId>> _certificates = new();
    private long _lastConsequence;

    /// <summary>The entity as it would be; null: no commit has changed it.</summary>
    public StoredEntity? Find(EntityId id) => _entities.GetValueOrDefault(id);

    /// <summary>True when a commit took or gave up the reservation; its holder is null when it was given up.</summary>
    public bool Knows(Reservation reservation, out EntityId? holder) =>
        _reservations.TryGetValue(reservation, out holder);

    /// <summary>The bookings of a resource in the dry run.</summary>
    public IReadOnlyList<Booking> BookingsOf(Reservation reservation) =>
        _bookings.GetValueOrDefault((reservation.Space, reservation.Value)) ?? [];

    /// <summary>
    /// The history that the entity would have, oldest first. Without bodies, because a million rows are in memory at
    /// once.
    /// </summary>
    public IReadOnlyList<HistoryEntry> HistoryOf(EntityId id) => _history.GetValueOrDefault(id) ?? [];

    /// <summary>The new certificates of a person, in the order in which they were added.</summary>
    public IReadOnlyList<EntityId> CertificatesOf(string personKey) =>
        _certificates.GetValueOrDefault(personKey) ?? [];

    /// <summary>The consequences that wait, in the order in which they were caused.</summary>
    public ImmutableArray<PendingConsequence> Outbox(int limit) =>
        [.. _outbox.Values.OrderBy(next => next.Id).DistinctBy(next => next.Target).Take(limit)];

    /// <summary>A consequence was delivered, or refused, which ends it in a dry run.</summary>
    public void Delivered(long id) => _outbox.TryRemove(id, out _);

    /// <summary>Records what a commit would have changed. Not safe for several threads.</summary>
    public void Keep(Commit commit)
    {
        if (!commit.Events.IsEmpty)
            _entities[commit.Id] = new StoredEntity(commit.Version, commit.State, commit.Events[^1].Hash);
        foreach (var reservation in commit.Released) Release(reservation, commit.Id);
        foreach (var reservation in commit.Taken) Take(reservation, commit.Id);
        if (commit.Delivered is { } delivered) Delivered(delivered);
        if (HolderOf(commit) is { } holder)
            _certificates[holder] = (_certificates.GetValueOrDefault(holder) ?? []).Add(commit.Id);
        foreach (var next in commit.Consequences)
        {
            var id = ++_lastConsequence;
            _outbox[id] = new PendingConsequence(
                id, commit.Id, next.Target, next.Type, next.Command, commit.Change, commit.Header.At, 0);
        }
        var h = commit.Header;
        var happened = commit.Events.Select((one, i) => new HistoryEntry(
            commit.ExpectedVersion + i + 1, h.At, h.Actor, h.Channel, h.Cause, h.RuleVersion, h.CommandId,
            one.Type, default, default));
        _history[commit.Id] = [.. HistoryOf(commit.Id), .. happened];
    }

    /// <summary>
    /// The store below has these changes now: what no later commit has changed is read there from now on. Not safe for
    /// several threads, nor at the same time as <see cref="Keep"/>.
    /// </summary>
    public void Forget(IReadOnlyList<Commit> commits)
    {
        foreach (var commit in commits)
        {
            if (_entities.TryGetValue(commit.Id, out var kept) && kept.Version == commit.Version)
                _entities.TryRemove(commit.Id, out _);
            foreach (var reservation in commit.Released) ForgetReleased(reservation);
            foreach (var reservation in commit.Taken) ForgetTaken(reservation, commit.Id);
            if (HolderOf(commit) is { } holder && _certificates.TryGetValue(holder, out var held))
                Put(_certificates, holder, held.Remove(commit.Id), held.Count == 1);
            if (_history.TryGetValue(commit.Id, out var history))
            {
                var after = Array.FindAll(history, happened => happened.Version > commit.Version);
                Put(_history, commit.Id, after, after.Length == 0);
            }
        }
    }

    private void ForgetReleased(Reservation reservation)
    {
        if (reservation.During is null && _reservations.TryGetValue(reservation, out var holder) && holder is null)
            _reservations.TryRemove(reservation, out _);
    }

    private void ForgetTaken(Reservation reservation, EntityId id)
    {
        if (reservation.During is not { } during)
        {
            if (_reservations.TryGetValue(reservation, out var holder) && holder == id)
                _reservations.TryRemove(reservation, out _);
            return;
        }
        var place = (reservation.Space, reservation.Value);
        if (!_bookings.TryGetValue(place, out var bookings)) return;
        var after = bookings.Remove(new Booking(id, during));
        Put(_bookings, place, after, after.IsEmpty);
    }

    private static void Put<TKey, T>(ConcurrentDictionary<TKey, T> all, TKey key, T value, bool isNothing)
        where TKey : notnull
    {
        if (isNothing) all.TryRemove(key, out _);
        else all[key] = value;
    }

    /// <summary>The person whose new certificate the commit registers; null: it registers none.</summary>
    private static string? HolderOf(Commit commit) =>
        commit is { ExpectedVersion: 0, Id.Kind: EntityKind.Certificate } ? commit.Search?.PersonKey : null;

    private void Take(Reservation reservation, EntityId id)
    {
        if (reservation.During is not { } during) _reservations[reservation] = id;
        else _bookings[(reservation.Space, reservation.Value)] = [.. BookingsOf(reservation), new Booking(id, during)];
    }

    private void Release(Reservation reservation, EntityId id)
    {
        if (reservation.During is not { } during) _reservations[reservation] = null;
        else
            _bookings[(reservation.Space, reservation.Value)] =
                [.. BookingsOf(reservation).Where(one => one != new Booking(id, during))];
    }
}
