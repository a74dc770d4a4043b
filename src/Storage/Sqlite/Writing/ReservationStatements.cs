using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>Reservations: what only one entity may have at a time, for ever or in an interval.</summary>
internal sealed class ReservationStatements(Database database)
{
    private readonly Statement _holder = database.Prepare("SELECT kind, key FROM claim WHERE space = ? AND value = ?");
    private readonly Statement _release = database.Prepare(
        "DELETE FROM claim WHERE space = ? AND value = ? AND kind = ? AND key = ?");
    private readonly Statement _take = database.Prepare(
        "INSERT INTO claim (space, value, kind, key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    // Rows of a resource never overlap, so only the first row of another entity that ends after the beginning can
    // collide.
    private readonly Statement _overlapping = database.Prepare("""
        SELECT kind, key FROM (
            SELECT kind, key, from_at FROM booking
            WHERE space = ? AND value = ? AND until > ? AND NOT (kind = ? AND key = ?) ORDER BY until LIMIT 1)
        WHERE from_at < ?
        """);
    private readonly Statement _free = database.Prepare(
        "DELETE FROM booking WHERE space = ? AND value = ? AND until = ? AND kind = ? AND key = ?");
    private readonly Statement _reserve = database.Prepare(
        "INSERT INTO booking (space, value, until, from_at, kind, key) VALUES (?, ?, ?, ?, ?, ?)");

    /// <summary>
    /// The first reservation, in sorted order, that another entity has; null: none. One that the entity has already is
    /// no obstacle.
    /// </summary>
    public CommitResult.ReservationTaken? FirstTaken(Commit commit)
    {
        CommitResult.ReservationTaken? first = null;
        foreach (var reservation in commit.Taken)
        {
            if (HolderOf(reservation, commit.Id) is not { } holder || holder == commit.Id) continue;
            if (first is null || Compare(reservation, first.Reservation) < 0)
                first = new CommitResult.ReservationTaken(reservation, holder);
        }
        return first;
    }

    /// <summary>Releases, then takes; <see cref="FirstTaken"/> has found no obstacle.</summary>
    public void Write(Commit commit)
    {
        var (kind, key) = (commit.Id.KindName, commit.Id.Key);
        foreach (var reservation in commit.Released)
        {
            if (reservation.During is { } during)
                _free.Add(reservation.Space).Add(reservation.Value).Add(during.Until).Add(kind).Add(key).Run();
            else _release.Add(reservation.Space).Add(reservation.Value).Add(kind).Add(key).Run();
        }
        foreach (var reservation in commit.Taken)
        {
            if (reservation.During is { } during)
                _reserve.Add(reservation.Space)
                    .Add(reservation.Value)
                    .Add(during.Until)
                    .Add(during.From)
                    .Add(kind)
                    .Add(key)
                    .Run();
            else _take.Add(reservation.Space).Add(reservation.Value).Add(kind).Add(key).Run();
        }
    }

    /// <summary>
    /// Takes a reservation for ever if nobody has it, or if this entity has it already; false: another entity has it.
    /// </summary>
    public bool Take(Reservation reservation, EntityId id) =>
        _take.Add(reservation.Space).Add(reservation.Value).Add(id.KindName).Add(id.Key).Run() == 1
        || HolderOf(reservation, id) == id;

    private EntityId? HolderOf(Reservation reservation, EntityId asker)
    {
        using var row = reservation.During is { } during
            ? _overlapping.Add(reservation.Space)
                .Add(reservation.Value)
                .Add(during.From)
                .Add(asker.KindName)
                .Add(asker.Key)
                .Add(during.Until)
            : _holder.Add(reservation.Space).Add(reservation.Value);
        return row.Read() ? new EntityId(EntityId.KindOf(row.Text(0)), row.Text(1)) : null;
    }

    /// <summary>Reservations with an interval come before those for ever, as in PostgreSQL.</summary>
    public static int Compare(Reservation left, Reservation right)
    {
        if (left.During is null != right.During is null) return left.During is null ? 1 : -1;
        var spaces = string.CompareOrdinal(left.Space, right.Space);
        return spaces != 0 ? spaces : string.CompareOrdinal(left.Value, right.Value);
    }
}
