using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Memory;

// What a simulation reads from outside, while nothing runs.
public sealed partial class MemoryTables
{
    /// <summary>The earliest deadline that is not parked; null: none.</summary>
    public DateTimeOffset? NextDueAt => Waiting.Min?.Armed.DueAt;

    /// <summary>True while commands for other entities wait.</summary>
    public bool HasOutbox => Outbox.Count > 0;

    /// <summary>The search row of an entity; null: none.</summary>
    public SearchRow? SearchRowOf(EntityId id) => Search.Find(id);

    /// <summary>The deadline that is armed; null: none.</summary>
    public ArmedDeadline? DeadlineOf(EntityId id) => Deadlines.GetValueOrDefault(id)?.Armed;

    /// <summary>The stored answer to a command; null: none.</summary>
    public StoredAnswer? AnswerOf(string commandId) => Answers.GetValueOrDefault(commandId);

    /// <summary>Every reservation with the entity that has it.</summary>
    public IEnumerable<(Reservation Reservation, EntityId Holder)> AllReservations() =>
        Reservations.Select(one => (one.Key, one.Value)).Concat(Bookings.SelectMany(resource =>
            resource.Value.Select(booking => (
                new Reservation(resource.Key.Space, resource.Key.Value, booking.During), booking.Holder))));
}
