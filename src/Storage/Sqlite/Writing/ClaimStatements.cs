using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>Claims: what only one entity may have at a time, for ever or for an interval.</summary>
internal sealed class ClaimStatements(Database database)
{
    private readonly Statement _holder = database.Prepare("SELECT kind, key FROM claim WHERE space = ? AND value = ?");
    private readonly Statement _release = database.Prepare(
        "DELETE FROM claim WHERE space = ? AND value = ? AND kind = ? AND key = ?");
    private readonly Statement _take = database.Prepare(
        "INSERT INTO claim (space, value, kind, key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    // Rows of a resource never overlap, so the first of others that ends after a beginning is the only one in the way.
    private readonly Statement _overlapping = database.Prepare("""
        SELECT kind, key FROM (
            SELECT kind, key, from_at FROM booking
            WHERE space = ? AND value = ? AND until > ? AND NOT (kind = ? AND key = ?) ORDER BY until LIMIT 1)
        WHERE from_at < ?
        """);
    private readonly Statement _free = database.Prepare(
        "DELETE FROM booking WHERE space = ? AND value = ? AND until = ? AND kind = ? AND key = ?");
    private readonly Statement _book = database.Prepare(
        "INSERT INTO booking (space, value, until, from_at, kind, key) VALUES (?, ?, ?, ?, ?, ?)");

    /// <summary>
    /// The first claim, in sorted order, that another entity holds; null: none. Having it already is no harm.
    /// </summary>
    public CommitResult? FirstTaken(Commit commit)
    {
        CommitResult.ClaimTaken? first = null;
        foreach (var claim in commit.Taken)
        {
            if (HolderOf(claim, commit.Id) is not { } holder || holder == commit.Id) continue;
            if (first is null || Compare(claim, first.Claim) < 0) first = new CommitResult.ClaimTaken(claim, holder);
        }
        return first;
    }

    /// <summary>Releases, then takes; <see cref="FirstTaken"/> has found nothing in the way.</summary>
    public void Write(Commit commit)
    {
        var (kind, key) = (commit.Id.KindName, commit.Id.Key);
        foreach (var claim in commit.Released)
        {
            if (claim.During is { } during)
                _free.Add(claim.Space).Add(claim.Value).Add(during.Until).Add(kind).Add(key).Run();
            else _release.Add(claim.Space).Add(claim.Value).Add(kind).Add(key).Run();
        }
        foreach (var claim in commit.Taken)
        {
            if (claim.During is { } during)
                _book.Add(claim.Space).Add(claim.Value).Add(during.Until).Add(during.From).Add(kind).Add(key).Run();
            else _take.Add(claim.Space).Add(claim.Value).Add(kind).Add(key).Run();
        }
    }

    private EntityId? HolderOf(Claim claim, EntityId asker)
    {
        using var row = claim.During is { } during
            ? _overlapping.Add(claim.Space).Add(claim.Value).Add(during.From).Add(asker.KindName).Add(asker.Key).Add(during.Until)
            : _holder.Add(claim.Space).Add(claim.Value);
        return row.Read() ? new EntityId(EntityId.KindOf(row.Text(0)), row.Text(1)) : null;
    }

    /// <summary>Times before what is taken for ever, as in PostgreSQL.</summary>
    private static int Compare(Claim left, Claim right)
    {
        if (left.During is null != right.During is null) return left.During is null ? 1 : -1;
        var spaces = string.CompareOrdinal(left.Space, right.Space);
        return spaces != 0 ? spaces : string.CompareOrdinal(left.Value, right.Value);
    }
}
