using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo;

/// <summary>
/// The registry as the API of a silo sees it: commands and single entities go to their grains, wherever these are; lists,
/// documents and accounts come straight from the store.
/// </summary>
internal sealed class ClusterRegistry(
    IGrainFactory grains, IRegistryStore store, Law law, IDocuments documents, IAccounts accounts, IOperations operations) : IRegistry
{
    /// <summary>How long a call that was lost with its silo is tried again: longer than it takes to notice a dead silo.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return EntityGrains.Unwrap(await grains.Entity(id).Execute(envelope));
            }
            catch (Exception e) when (Lost.With(e))
            {
                if (!IsSafeToRepeat(envelope) || TimeProvider.System.GetElapsedTime(started) > _patience)
                    throw new StorageAwayException($"{id} could not be reached", e);
                await Task.Delay(_pause, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default)
    {
        if (await Read(id, cancellation) is not { } found) return null;
        var needs = Machine.Of(id.Kind).Needs(found.State, null);
        var facts = await Facts.Gather(needs, store, Now, Held, cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => law.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => law.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => law.Rulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => law.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => law.Calendar;

    /// <inheritdoc/>
    public IRegistryQueries Queries => store.Queries;

    /// <inheritdoc/>
    public IDocuments Documents => documents;

    /// <inheritdoc/>
    public IAccounts Accounts => accounts;

    /// <inheritdoc/>
    public IOperations Operations => operations;

    /// <summary>
    /// A lost call may have been carried out. It is repeated only where the second time changes nothing and gives the
    /// same answer: its answer is kept with its commit, it removes the row that it delivers, or it only looks at the clock.
    /// Anything else goes back to the caller as "not acknowledged".
    /// </summary>
    internal static bool IsSafeToRepeat(Envelope envelope) =>
        envelope.Fingerprint is not null || envelope.OutboxId is not null || envelope.Command is PassTime;

    private async ValueTask<HeldEntity?> Held(EntityId id, CancellationToken cancellation) =>
        await Read(id, cancellation) is { } found ? new HeldEntity(found.State, found.Version, default) : null;

    /// <summary>Reading is always safe to repeat; where no silo answers in time the store does.</summary>
    private async ValueTask<EntitySnapshot?> Read(EntityId id, CancellationToken cancellation)
    {
        try
        {
            return await grains.Entity(id).Load();
        }
        catch (Exception e) when (Lost.With(e))
        {
            if (await store.Load(id, cancellation) is not { } stored) return null;
            var held = HeldEntity.Of(id, stored);
            return new EntitySnapshot(held.State, held.Version);
        }
    }
}
