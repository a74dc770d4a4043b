using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>
/// One entity with its complete history, as of one moment: everything that a check of its chain needs.
/// </summary>
/// <param name="Id">The entity.</param>
/// <param name="Entity">Version, state and head.</param>
/// <param name="Armed">Its next deadline; null: none.</param>
/// <param name="Events">Its events, oldest first.</param>
public sealed record AuditedEntity(
    EntityId Id, StoredEntity Entity, ArmedDeadline? Armed, ImmutableArray<HistoryEntry> Events)
{
    /// <summary>Why it cannot be read although it is sealed; null: it could be read.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>
    /// True: the commit of its last event removed its key. The events have their names and hashes, and no bodies
    /// (docs/adr/0150).
    /// </summary>
    public bool IsErased { get; private init; }

    /// <summary>An entity whose history was erased.</summary>
    /// <param name="id">The entity.</param>
    /// <param name="rest">The remaining state.</param>
    /// <param name="armed">Its next deadline; null: none.</param>
    /// <param name="events">As they are stored.</param>
    public static AuditedEntity Erased(
        EntityId id, StoredEntity rest, ArmedDeadline? armed, IEnumerable<HistoryEntry> events) =>
        new(id, rest, armed, [.. events.Select(one => one with { Body = default })]) { IsErased = true };

    /// <summary>An entity that could not be decrypted.</summary>
    public static AuditedEntity Closed(EntityId id, StoredEntity stored, string why) =>
        new(id, stored, null, []) { Unreadable = why };

    /// <summary>
    /// What is wrong with the chain; null: nothing, from the first event to the head. Of an erased history only the
    /// hashes can be checked: those under a daily root cannot have been changed, and the last one is the head.
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

/// <summary>Reads the whole registry, in order to check or copy it.</summary>
public interface IAuditSource
{
    /// <summary>
    /// Every entity by kind and key, with a few in memory at a time. Each is read as of one moment, but two entities
    /// may be read as of different moments, because the registry keeps working.
    /// </summary>
    IAsyncEnumerable<AuditedEntity> Entities(CancellationToken cancellation = default);
}
