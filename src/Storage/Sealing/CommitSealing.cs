using System.Collections.Immutable;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Bulk;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>Seals commits for the tables, and translates their results back for the caller.</summary>
/// <param name="sealer">The sealer of the registry.</param>
/// <param name="load">Loads an entity; afterwards its key is in memory, if it has one.</param>
internal sealed class CommitSealing(
    Sealer sealer, Func<EntityId, CancellationToken, ValueTask<StoredEntity?>> load)
{
    /// <summary>A sealed commit, with the key of its entity; null: no key was needed.</summary>
    internal readonly record struct Sealed(Commit Commit, EntityKey? Key);

    /// <summary>
    /// Carries out a commit. The key of a new entity is kept in memory only when the commit is durable: if two hosts
    /// create the entity, the key of the other one may be the valid one.
    /// </summary>
    public async Task<CommitResult> Run(
        Commit commit, Func<Commit, CancellationToken, Task<CommitResult>> write, CancellationToken cancellation)
    {
        if (!sealer.Seals) return await write(commit, cancellation).ConfigureAwait(false);
        var made = await Seal(commit, cancellation).ConfigureAwait(false);
        try
        {
            var result = await write(made.Commit, cancellation).ConfigureAwait(false);
            if (result is CommitResult.Committed && made.Key is { } key)
            {
                if (commit.Erases) sealer.Keys.Forget(commit.Id);
                else sealer.Keys.Remember(commit.Id, key);
            }
            return result is CommitResult.ReservationTaken taken ? Plain(commit, made.Commit, taken) : result;
        }
        catch
        {
            sealer.Keys.Forget(commit.Id);
            throw;
        }
    }

    /// <summary>The commit with everything sealed that the tables have sealed.</summary>
    public async ValueTask<Sealed> Seal(Commit commit, CancellationToken cancellation)
    {
        if (!sealer.Seals) return new Sealed(commit, null);
        var key = commit.Events.IsEmpty ? null : await KeyOf(commit, cancellation).ConfigureAwait(false);
        using var aes = key?.Cipher();
        return new Sealed(Seal(commit, key, aes, commit), key);
    }

    /// <summary>Seals a batch in place.</summary>
    /// <param name="batch">The commits.</param>
    /// <param name="lastStates">True: only the last state of each entity is written, so no other is sealed.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task Seal(CommitBatch batch, bool lastStates, CancellationToken cancellation) => sealer.Seals
        ? Parallel.ForEachAsync(batch.Changes, cancellation, async (change, token) =>
        {
            var last = change.LastChange;
            var key = last is null ? null : await KeyOf(change.First, token).ConfigureAwait(false);
            using var aes = key?.Cipher();
            change.Replace(commit => Seal(
                commit, commit.Events.IsEmpty ? null : key, aes, lastStates ? last : commit));
        })
        : Task.CompletedTask;

    private Commit Seal(Commit commit, EntityKey? key, AesGcm? aes, Commit? last)
    {
        var (id, header) = (commit.Id, commit.Header);
        return commit with
        {
            State = key is null ? commit.State
                : !ReferenceEquals(commit, last) ? default
                : commit.Erases ? sealer.SealErased(id, commit.Version, commit.State.Span)
                : Sealer.SealState(key, aes!, id, commit.Version, commit.State.Span),
            Events = key is null ? commit.Events : Events(commit, aes!),
            Released = [.. commit.Released.Select(sealer.Hidden)],
            Taken = [.. commit.Taken.Select(sealer.Hidden)],
            Search = commit.Search is { } search ? sealer.Hidden(id, search) : null,
            Applications = [.. commit.Applications.Select(row => row with
            {
                Body = sealer.Seal(row.Body.Span, RowIdentity.Application(row.Application.Id)),
            })],
            Notices = [.. commit.Notices.Select(notice => notice with
            {
                Values = sealer.SealValues(
                    notice.Values, RowIdentity.Notice(id, notice.Kind, notice.PersonKey, header.At)),
            })],
            Consequences = [.. commit.Consequences.Select(consequence => consequence with
            {
                Command = sealer.Seal(
                    consequence.Command.Span,
                    RowIdentity.Outbox(id, consequence.Target, consequence.Type, commit.Change)),
            })],
            Answer = commit.Answer is { } answer ? KeptAnswer.Seal(sealer, header.CommandId, answer) : null,
        };
    }

    private static ImmutableArray<NewEvent> Events(Commit commit, AesGcm aes)
    {
        var version = commit.ExpectedVersion;
        return [.. commit.Events.Select(happened => happened with
        {
            Body = Sealer.SealEvent(aes, commit.Id, ++version, happened.Body.Span),
        })];
    }

    /// <summary>The entity's own key; a new one if the entity is new or was plain until now.</summary>
    private async ValueTask<EntityKey> KeyOf(Commit commit, CancellationToken cancellation)
    {
        if (commit.ExpectedVersion > 0 && sealer.Keys.Find(commit.Id) is { } known) return known;
        if (commit.ExpectedVersion > 0)
        {
            await load(commit.Id, cancellation).ConfigureAwait(false);
            if (sealer.Keys.Find(commit.Id) is { } stored) return stored;
        }
        return sealer.NewKey(commit.Id);
    }

    private static CommitResult.ReservationTaken Plain(
        Commit commit, Commit made, CommitResult.ReservationTaken taken) =>
        taken with { Reservation = commit.Taken[made.Taken.IndexOf(taken.Reservation)] };
}
