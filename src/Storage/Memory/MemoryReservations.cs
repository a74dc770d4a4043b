using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Reservations: what only one entity may have at a time, for ever or in an interval.</summary>
internal static class MemoryReservations
{
    /// <summary>
    /// The first reservation, in sorted order, that another entity has; null: none. A reservation that the entity has
    /// already is no obstacle, nor is one that the commit itself gives up.
    /// </summary>
    public static CommitResult.ReservationTaken? FirstTaken(MemoryTables tables, Commit commit)
    {
        CommitResult.ReservationTaken? first = null;
        foreach (var reservation in commit.Taken)
        {
            if (HolderOf(tables, reservation, commit.Id) is not { } holder || holder == commit.Id) continue;
            if (first is null || Compare(reservation, first.Reservation) < 0)
                first = new CommitResult.ReservationTaken(reservation, holder);
        }
        return first;
    }

    /// <summary>Releases, then takes; <see cref="FirstTaken"/> has found no obstacle.</summary>
    public static void Write(MemoryTables tables, Commit commit)
    {
        foreach (var reservation in commit.Released)
        {
            if (reservation.During is { } during)
                BookingsOf(tables, reservation).Remove(new Booking(commit.Id, during));
            else if (tables.Reservations.TryGetValue(reservation, out var holder) && holder == commit.Id)
                tables.Reservations.Remove(reservation);
        }
        foreach (var reservation in commit.Taken)
        {
            if (reservation.During is { } during) BookingsOf(tables, reservation).Add(new Booking(commit.Id, during));
            else tables.Reservations[reservation] = commit.Id;
        }
    }

    private static EntityId? HolderOf(MemoryTables tables, Reservation reservation, EntityId asker)
    {
        if (reservation.During is not { } wanted)
            return tables.Reservations.TryGetValue(reservation, out var holder) ? holder : null;
        foreach (var booking in BookingsOf(tables, reservation).OrderBy(one => one.During.Until))
        {
            if (booking.Holder != asker && booking.During.From < wanted.Until && wanted.From < booking.During.Until)
                return booking.Holder;
        }
        return null;
    }

    private static List<Booking> BookingsOf(MemoryTables tables, Reservation reservation)
    {
        var key = (reservation.Space, reservation.Value);
        if (!tables.Bookings.TryGetValue(key, out var found)) tables.Bookings[key] = found = [];
        return found;
    }

    /// <summary>Reservations with an interval come before those for ever, as in the databases.</summary>
    private static int Compare(Reservation left, Reservation right)
    {
        if (left.During is null != right.During is null) return left.During is null ? 1 : -1;
        var spaces = string.CompareOrdinal(left.Space, right.Space);
        return spaces != 0 ? spaces : string.CompareOrdinal(left.Value, right.Value);
    }
}
