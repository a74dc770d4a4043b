using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>
/// One entity with its complete history, as it stood in one moment: all that a check of its chain needs.
/// </summary>
/// <param name="Id">The entity.</param>
/// <param name="Entity">Version, state and head.</param>
/// <param name="Armed">Its next deadline; null: none.</param>
/// <param name="Events">Its events, oldest first.</param>
public sealed record AuditedEntity(
    EntityId Id, StoredEntity Entity, ArmedDeadline? Armed, ImmutableArray<HistoryEntry> Events)
{
    /// <summary>Why it cannot be read, when it was sealed and does not open; null: it was read.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>
    /// True: its key was dropped by the commit of its last event. The events are there with their names and hashes, and
    /// without their bodies (docs/adr/0150).
    /// </summary>
    public bool IsErased { get; private init; }

    /// <summary>An entity whose history was erased.</summary>
    /// <param name="id">The entity.</param>
    /// <param name="rest">The state that is left.</param>
    /// <param name="armed">Its next deadline; null: none.</param>
    /// <param name="events">As they are stored.</param>
    public static AuditedEntity Erased(
        EntityId id, StoredEntity rest, ArmedDeadline? armed, IEnumerable<HistoryEntry> events) =>
        new(id, rest, armed, [.. events.Select(one => one with { Body = default })]) { IsErased = true };

    /// <summary>An entity that does not open.</summary>
    public static AuditedEntity Closed(EntityId id, StoredEntity stored, string why) =>
        new(id, stored, null, []) { Unreadable = why };

    /// <summary>
    /// What is wrong with the chain; null: it holds from the first event to the head. Of an erased history the hashes
    /// stand for themselves: those under a daily root cannot be other ones, and the head is the last.
    /// </summary>
    public string? BrokenAt()
    {
        if (Unreadable is not null) return Unreadable;
        var head = HashChain.Start;
        var version = 0;
        foreach (var entry in Events)
        {
            if (entry.Version != ++version) return $"{Id}: version {version} is missing";
            var header = new EventHeader(
                entry.At, entry.Actor, entry.Channel, entry.Cause, entry.RuleVersion, entry.CommandId);
            head = IsErased ? entry.Hash
                : HashChain.Next(head.Span, Id, version, header, entry.Type, entry.Body.Span);
            if (!head.Span.SequenceEqual(entry.Hash.Span)) return $"{Id}: the hash of version {version} is wrong";
        }
        if (version != Entity.Version) return $"{Id}: {version} events, but version {Entity.Version}";
        return head.Span.SequenceEqual(Entity.Head.Span) ? null : $"{Id}: the head is not the hash of the last event";
    }
}

/// <summary>Reads the whole registry, to check or to copy it.</summary>
public interface IAuditSource
{
    /// <summary>
    /// Every entity by kind and key, a few at a time in memory. Each is seen as it stood in one moment; the registry
    /// goes on meanwhile, so two entities may be seen at different moments.
    /// </summary>
    IAsyncEnumerable<AuditedEntity> Entities(CancellationToken cancellation = default);
}
