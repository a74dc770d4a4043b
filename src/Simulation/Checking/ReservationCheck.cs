using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Memory;

namespace OrleansRegistry.Simulation.Checking;

/// <summary>Compares the reservations of the tables with those that the states have.</summary>
internal sealed class ReservationCheck(
    MemoryTables tables, IReadOnlyDictionary<EntityId, EntityState> states, BrokenInvariants broken)
{
    public void Check()
    {
        var held = tables.AllReservations().ToHashSet();
        var had = states.SelectMany(entity => Machine.Of(entity.Key.Kind).Reservations(entity.Value)
            .Select(reservation => (reservation, entity.Key))).ToHashSet();
        foreach (var (reservation, id) in had.Except(held))
            broken.Add(Invariant.ReservedOnce, id, $"{reservation.Space} {reservation.Value} is not reserved for it");
        foreach (var (reservation, id) in held.Except(had))
            broken.Add(Invariant.ReservedOnce, id, $"{reservation.Space} {reservation.Value} is reserved in vain");
        var times = had.Where(one => one.reservation.During is not null)
            .GroupBy(one => (one.reservation.Space, one.reservation.Value));
        foreach (var resource in times)
        {
            var inOrder = resource.OrderBy(one => one.reservation.During!.Value.From).ToList();
            foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            {
                if (later.reservation.During!.Value.From < earlier.reservation.During!.Value.Until)
                    broken.Add(Invariant.ReservedOnce, later.Key, $"{resource.Key} is reserved for two at once");
            }
        }
    }
}
