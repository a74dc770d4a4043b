using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>Claims: what only one entity may have at a time.</summary>
internal sealed class ClaimStatements(Database database)
{
    private readonly Statement _holder = database.Prepare("SELECT kind, key FROM claim WHERE space = ? AND value = ?");
    private readonly Statement _release = database.Prepare(
        "DELETE FROM claim WHERE space = ? AND value = ? AND kind = ? AND key = ?");
    private readonly Statement _take = database.Prepare(
        "INSERT INTO claim (space, value, kind, key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    /// <summary>
    /// The first claim, in sorted order, that another entity holds; null: none. Having it already is no harm.
    /// </summary>
    public CommitResult? FirstTaken(Commit commit)
    {
        CommitResult.ClaimTaken? first = null;
        foreach (var claim in commit.Taken)
        {
            if (HolderOf(claim) is not { } holder || holder == commit.Id) continue;
            if (first is null || Compare(claim, first.Claim) < 0) first = new CommitResult.ClaimTaken(claim, holder);
        }
        return first;
    }

    /// <summary>Releases, then takes; <see cref="FirstTaken"/> has found nothing in the way.</summary>
    public void Write(Commit commit)
    {
        var id = commit.Id;
        foreach (var claim in commit.Released)
            _release.Add(claim.Space).Add(claim.Value).Add(id.KindName).Add(id.Key).Run();
        foreach (var claim in commit.Taken)
            _take.Add(claim.Space).Add(claim.Value).Add(id.KindName).Add(id.Key).Run();
    }

    private EntityId? HolderOf(Claim claim)
    {
        using var row = _holder.Add(claim.Space).Add(claim.Value);
        return row.Read() ? new EntityId(EntityId.KindOf(row.Text(0)), row.Text(1)) : null;
    }

    private static int Compare(Claim left, Claim right)
    {
        var spaces = string.CompareOrdinal(left.Space, right.Space);
        return spaces != 0 ? spaces : string.CompareOrdinal(left.Value, right.Value);
    }
}
