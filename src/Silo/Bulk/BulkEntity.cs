using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Bulk;

/// <summary>Holds one entity for one command of an import, and the consequences of its commit.</summary>
internal sealed class BulkEntity(EntityId id, IRegistryStore store, StoredRegistry stored) : IEntitySource
{
    /// <summary>The consequences to be carried out next; one gets a row only if it is left behind.</summary>
    public IReadOnlyList<Following> Following { get; private set; } = [];

    /// <inheritdoc/>
    public ValueTask<LoadedEntity?> Current() => stored.Reader.Load(id);

    /// <inheritdoc/>
    public async Task<CommitResult> Commit(PreparedCommit prepared)
    {
        var commit = prepared.Commit;
        var following = Bulk.Following.Of(commit);
        if (following.Count > 0)
        {
            var left = commit.Consequences.Except(following.Select(next => next.Consequence));
            commit = commit with { Consequences = [.. left] };
        }
        var result = await store.Commit(commit);
        if (result is not CommitResult.Committed)
        {
            stored.Cache.Drop(id);
            return result;
        }
        stored.Cache.Keep(id, prepared.Entity);
        Following = following;
        return result;
    }

    /// <summary>Puts a consequence that could not be carried out into the outbox, by a commit of its own.</summary>
    public async Task LeaveBehind(Following next)
    {
        CommitResult result;
        do
        {
            var now = await Current();
            result = await store.Commit(next.Source with
            {
                ExpectedVersion = now!.Version,
                State = default,
                Events = [],
                DeadlineChanged = false,
                Released = [],
                Taken = [],
                Search = null,
                Documents = [],
                Applications = [],
                Notices = [],
                Consequences = [next.Consequence],
                Delivered = null,
                Answer = null,
            });
            if (result is CommitResult.Conflict) stored.Cache.Drop(id);
        }
        while (result is CommitResult.Conflict);
    }
}
