using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains;
using OrleansRegistry.Hosting.Tokens;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo;

/// <summary>
/// The registry as the API of a silo sees it: commands and single entities go to their grains, wherever these are; lists,
/// documents and accounts come straight from the store.
/// </summary>
internal sealed class ClusterRegistry(
    IGrainFactory grains, IRegistryStore store, Law law, IDocuments documents, IAccounts accounts, IOperations operations,
    VerificationOptions verification) : IRegistry, IDisposable
{
    /// <summary>How long a call that was lost with its silo is tried again: longer than it takes to notice a dead silo.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    /// <summary>To judge an entity takes what its machine needs to look again; to show it takes less.</summary>
    private static readonly PassTime _look = new();

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
        var facts = await Facts.Gather(needs, store.Queries, store.Documents, Now, Held, cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => law.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => law.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => law.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => law.RailRulebook;

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

    /// <inheritdoc/>
    public IVerification Verification => Tokens;

    private TokenDesk Tokens => field ??= new TokenDesk(this, FromStore, verification, TimeProvider.System);

    /// <inheritdoc/>
    public void Dispose() => Tokens.Dispose();

    /// <summary>
    /// A lost call may have been carried out. It is repeated only where the second time changes nothing and gives the
    /// same answer: its answer is kept with its commit, it removes the row that it delivers, or it only looks at the clock.
    /// Anything else goes back to the caller as "not acknowledged".
    /// </summary>
    internal static bool IsSafeToRepeat(Envelope envelope) =>
        envelope.Fingerprint is not null || envelope.OutboxId is not null || envelope.Command is PassTime;

    private async ValueTask<HeldEntity?> Held(EntityId id, CancellationToken cancellation) =>
        await Read(id, cancellation) is { } found ? new HeldEntity(found.State, found.Version, default) : null;

    /// <summary>What is said at the roadside comes from the store: a silo cut off from the others may hold an old state for a while.</summary>
    private async ValueTask<Loaded?> FromStore(EntityId id, CancellationToken cancellation)
    {
        if (await HeldFromStore(id, cancellation) is not { } found) return null;
        var facts = await Facts.Gather(Machine.Of(id.Kind).Needs(found.State, _look), store.Queries, store.Documents, Now, HeldFromStore, cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    private async ValueTask<HeldEntity?> HeldFromStore(EntityId id, CancellationToken cancellation) =>
        await store.Load(id, cancellation) is { } stored ? HeldEntity.Of(id, stored) : null;

    /// <summary>Reading is always safe to repeat; where no silo answers in time the store does.</summary>
    private async ValueTask<EntitySnapshot?> Read(EntityId id, CancellationToken cancellation)
    {
        try
        {
            return await grains.Entity(id).Load();
        }
        catch (Exception e) when (Lost.With(e))
        {
            return await HeldFromStore(id, cancellation) is { } held ? new EntitySnapshot(held.State, held.Version) : null;
        }
    }
}
