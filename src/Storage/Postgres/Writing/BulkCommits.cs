using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Postgres.Opening;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>
/// Commits a batch in one transaction. The commit function is called several times, because a call takes each entity
/// only once.
/// </summary>
/// <param name="source">The source of connections.</param>
/// <param name="guard">Whether this host may commit.</param>
/// <param name="isMade">Whether the history has a commit.</param>
/// <param name="patience">How long to wait for the guard.</param>
internal sealed class BulkCommits(
    NpgsqlDataSource source, HostGuard guard, Func<Commit, Task<bool>> isMade, TimeSpan patience)
{
    /// <summary>Twice as many as in a group of ordinary commits.</summary>
    private const int MaxRoundItems = 1_024;

    /// <summary>See <see cref="IBulkStore.CommitAll"/>.</summary>
    public async Task Commit(CommitBatch batch)
    {
        if (!await guard.IsHeldWithin(patience).ConfigureAwait(false))
            throw new StorageAwayException(guard.Trouble ?? "the guard of the database was lost");
        var call = new CommitCall(source);
        await using (call.ConfigureAwait(false))
        {
            try
            {
                await call.InTransaction(() => Run(call, batch)).ConfigureAwait(false);
            }
            catch (Exception fault) when (PostgresFaults.IsAway(fault) && fault is not StorageAwayException)
            {
                if (!await IsDone(batch).ConfigureAwait(false)) throw PostgresFaults.Away(fault);
            }
        }
    }

    private async Task Run(CommitCall call, CommitBatch batch)
    {
        foreach (var round in Rounds(batch))
        {
            await call.Run(guard.Epoch, round).ConfigureAwait(false);
            if (round.Find(item => item.Result is not CommitResult.Committed) is { } refused)
                throw new BulkRefusedException($"{refused.Commit.Id}: {refused.Result}");
        }
    }

    /// <summary>
    /// No entity twice in one call: first the first commit of each, then the second. If something is given up, which
    /// another entity may take, the batch is sent in its own order, and a new call begins at each commit whose entity
    /// is in the present call already.
    /// </summary>
    private static IEnumerable<List<CommitItem>> Rounds(CommitBatch batch) =>
        batch.Commits.Any(commit => commit.Released.Length > 0)
            ? InOrder(batch.Commits)
            : batch.Changes.SelectMany(change => change.Commits.Index())
                .GroupBy(commit => commit.Index, commit => commit.Item)
                .OrderBy(nth => nth.Key)
                .SelectMany(nth => nth.Chunk(MaxRoundItems))
                .Select(commits => commits.Select(commit => new CommitItem(commit)).ToList());

    private static IEnumerable<List<CommitItem>> InOrder(IReadOnlyList<Commit> commits)
    {
        var (round, entities) = (new List<CommitItem>(MaxRoundItems), new HashSet<EntityId>(MaxRoundItems));
        foreach (var commit in commits)
        {
            if (round.Count == MaxRoundItems || entities.Contains(commit.Id)
                || (round.Count > 0 && round[^1].Commit.Released.Length > 0))
            {
                yield return round;
                (round, entities) = (new List<CommitItem>(MaxRoundItems), []);
            }
            entities.Add(commit.Id);
            round.Add(new CommitItem(commit));
        }
        if (round.Count > 0) yield return round;
    }

    /// <summary>If one of them is in the history, all are. Of commits without events nobody can tell.</summary>
    private async Task<bool> IsDone(CommitBatch batch) =>
        batch.Commits.FirstOrDefault(commit => !commit.Events.IsEmpty) is { } first
        && await isMade(first).ConfigureAwait(false);
}
