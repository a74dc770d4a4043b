using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Memory;

/// <summary>The armed deadline of an entity. Its instant never changes; a new deadline is a new row.</summary>
internal sealed class DeadlineRow(EntityId id, ArmedDeadline armed)
{
    public static IComparer<DeadlineRow> ByInstant { get; } = Comparer<DeadlineRow>.Create((left, right) =>
        left.Armed.DueAt.CompareTo(right.Armed.DueAt) is var order and not 0
            ? order : string.CompareOrdinal(left.Id.Key, right.Id.Key));

    public EntityId Id { get; } = id;

    public ArmedDeadline Armed { get; } = armed;

    public int RingHash { get; } = Storage.RingHash.Of(id);

    public int Attempts { get; set; }

    public DateTimeOffset? RetryAt { get; set; }

    public bool Parked { get; set; }

    public string? Error { get; set; }
}

/// <summary>A command for another entity that waits for delivery.</summary>
internal sealed class OutboxRow(PendingConsequence consequence)
{
    public PendingConsequence Consequence { get; set; } = consequence;

    public DateTimeOffset? RetryAt { get; set; }

    public bool Parked { get; set; }

    public string? Error { get; set; }
}

/// <summary>A notice with the text to a phone in which it was sent.</summary>
internal sealed class NoticeRow(NoticeRecord record)
{
    public NoticeRecord Record { get; set; } = record;

    public DateTimeOffset? RetryAt { get; set; }

    public string? MessageId { get; set; }
}
