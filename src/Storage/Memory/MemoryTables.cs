using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Memory;

/// <summary>
/// The tables of a registry in memory. They stay when the stores over them are closed, as a database stays when its
/// clients go. Whoever holds <see cref="Gate"/> reads and writes alone.
/// </summary>
public sealed partial class MemoryTables
{
    /// <summary>Held by every read and every write.</summary>
    internal Lock Gate { get; } = new();

    internal Dictionary<EntityId, EntityRow> Entities { get; } = [];

    internal Dictionary<EntityId, DeadlineRow> Deadlines { get; } = [];

    /// <summary>Deadlines that are not parked, by instant and key.</summary>
    internal SortedSet<DeadlineRow> Waiting { get; } = new(DeadlineRow.ByInstant);

    internal Dictionary<Reservation, EntityId> Reservations { get; } = [];

    internal Dictionary<(string Space, string Value), List<Booking>> Bookings { get; } = [];

    internal SearchTable Search { get; } = new();

    internal Dictionary<string, ApplicationRow> Applications { get; } = [];

    internal Dictionary<string, StoredAnswer> Answers { get; } = [];

    internal SortedDictionary<long, OutboxRow> Outbox { get; } = [];

    /// <summary>The number of the last consequence; it grows and is never reused.</summary>
    internal long LastConsequence { get; set; }

    /// <summary>Notices by number; the oldest are removed when their time is over.</summary>
    internal SortedDictionary<long, NoticeRow> Notices { get; } = [];

    /// <summary>The number of the last notice; it grows and is never reused.</summary>
    internal long LastNotice { get; set; }

    internal SortedSet<long> PendingNotices { get; } = [];

    internal MemoryStatuses Statuses { get; } = new();

    internal MemoryPeople People { get; } = new();

    internal MemoryAudit Audit { get; } = new();

    internal Dictionary<string, DocumentRow> Documents { get; } = [];

    internal Dictionary<string, byte[]> Contents { get; } = [];

    internal Dictionary<string, byte[]> Settings { get; } = [];

    internal Dictionary<string, StoredRequest> Requests { get; } = [];

    /// <summary>The result of <paramref name="read"/> while nobody writes.</summary>
    internal T Locked<T>(Func<MemoryTables, T> read)
    {
        lock (Gate) return read(this);
    }
}

/// <summary>An entity with its history.</summary>
internal sealed class EntityRow
{
    public required StoredEntity Stored { get; set; }

    public List<HistoryEntry> Events { get; } = [];
}

/// <summary>A document, and when something first named it.</summary>
internal sealed record DocumentRow(DocumentRecord Record, DateTimeOffset? NamedAt);
