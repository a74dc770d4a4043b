using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo;

/// <summary>
/// The registry for API, pages and command line: commands go to grains, on whichever silo these are; lists, documents
/// and accounts are read from the store.
/// </summary>
internal sealed class SiloRegistry(
    IGrainFactory grains,
    SiloReads reads,
    IRegistryStore store,
    RulesInForce rulesInForce,
    IDocuments documents,
    IAccounts accounts,
    IOperations operations,
    VerificationOptions verification,
    MachineClock machineClock,
    RegistryOptions options,
    ConsequenceWork consequences,
    WaitLimit limit) : IRegistry, IDisposable
{
    /// <summary>
    /// How long a call that was lost with its silo is repeated: longer than it takes to notice a dead silo.
    /// </summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long an answer waits for the consequences of its commit.</summary>
    private static readonly TimeSpan _maxSettle = TimeSpan.FromMilliseconds(250);

    private readonly Lock _making = new();
    private SignedTokens? _tokens;
    private BoundedQueries? _queries; // It has no state: two that are made at once are alike.

    /// <summary>
    /// On a silo that is alone, a person usually gets the answer after its consequences were carried out: whoever
    /// registers a certificate can continue with its holder at once.
    /// </summary>
    public async Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default)
    {
        if (!options.IsAlone || envelope.Actor.Channel != Channel.Http) return await Send(id, envelope, cancellation);
        var before = consequences.Left;
        var answer = await Send(id, envelope, cancellation);
        await consequences.Settle(before, _maxSettle);
        return answer;
    }

    private async Task<Answer> Send(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return EntityGrains.Unwrap(await grains.Entity(id).Send(envelope));
            }
            catch (Exception e) when (CallFailures.IsUnreachable(e))
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
        if (await reads.Read(id, cancellation) is not { } found) return null;
        var facts = await reads.Facts(Machine.Of(id.Kind).Needs(found.State, null), Now, cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Loaded?>> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default) =>
        await reads.ReadAll(ids, Now, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default) =>
        await reads.Facts(Machine.Of(id.Kind).Needs(state, command), Now, cancellation);

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => rulesInForce.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => rulesInForce.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => rulesInForce.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => rulesInForce.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => rulesInForce.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => rulesInForce.Calendar;

    /// <inheritdoc/>
    public Contacts Contacts => rulesInForce.Contacts;

    /// <inheritdoc/>
    public IRegistryQueries Queries => _queries ??= new BoundedQueries(store.Queries, limit);

    /// <inheritdoc/>
    public IDocuments Documents => documents;

    /// <inheritdoc/>
    public IAccounts Accounts => accounts;

    /// <inheritdoc/>
    public IOperations Operations => operations;

    /// <inheritdoc/>
    public IVerification Verification
    {
        get
        {
            lock (_making)
                return _tokens ??= new SignedTokens(this, FromStore, store.Statuses, verification, machineClock.Time);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tokens?.Dispose();

    /// <summary>
    /// A lost call may have been carried out. It is repeated only where a repeat changes nothing and gives the same
    /// answer: because the answer is stored with the commit, because the commit removes the row that it delivers, or
    /// because it only looks at the clock. Every other call is reported to the caller as not acknowledged.
    /// </summary>
    internal static bool IsSafeToRepeat(Envelope envelope) =>
        envelope.Fingerprint is not null || envelope.OutboxId is not null || envelope.Command is PassTime;

    private ValueTask<Loaded?> FromStore(EntityId id, CancellationToken cancellation) =>
        reads.FromStore(id, Now, cancellation);
}
