using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

/// <summary>A stopped registry for verbs that only read: no silo is started, and no command is carried out.</summary>
public sealed class StoredRegistry : IRegistry, IAsyncDisposable
{
    /// <summary>Most entities in memory: what many others name is read once.</summary>
    private const int MaxCached = 20_000;

    private readonly AccountDirectory _accounts;

    private StoredRegistry(IRegistryStore store, RulesInForce rulesInForce, RegistryOptions options)
    {
        (Store, RulesInForce) = (store, rulesInForce);
        Reader = new EntityReader(store, Cache);
        var codes = new NoCodeSender(NullLogger<NoCodeSender>.Instance);
        _accounts = new AccountDirectory(
            AccountStores.Of(store), TimeProvider.System, codes, NullLogger<AccountDirectory>.Instance,
            new AuthenticatorSeal(options.Verification with { FormerSecrets = store.FormerSecrets }));
    }

    /// <summary>
    /// Opens the store for this process alone. Throws <see cref="RegistryInUseException"/> while another process uses
    /// it.
    /// </summary>
    /// <param name="options">Where the registry is.</param>
    /// <param name="around">Wraps the opened store in another one; null: it is not wrapped.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async Task<StoredRegistry> Open(
        RegistryOptions options, Func<IRegistryStore, IRegistryStore>? around = null,
        CancellationToken cancellation = default)
    {
        var store = await RegistryStores.Open(options with { Alone = true }, TimeProvider.System, cancellation);
        if (around is not null) store = around(store);
        try
        {
            var clock = new LegalClock(TimeProvider.System, options.Clock, options.ClockSpeed);
            var rulesInForce = await new RulebookStore(options.Folder, store.Settings).Open(clock, cancellation);
            return new StoredRegistry(store, rulesInForce, options);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>The store itself.</summary>
    public IRegistryStore Store { get; }

    /// <summary>The law in use and its clock.</summary>
    public RulesInForce RulesInForce { get; }

    /// <summary>Reads entities and facts.</summary>
    public EntityReader Reader { get; }

    /// <summary>The entities that <see cref="Reader"/> has in memory.</summary>
    public EntityCache Cache { get; } = new(MaxCached);

    /// <inheritdoc/>
    public async ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default)
    {
        if (await Reader.Load(id, cancellation) is not { } found) return null;
        var facts = await Reader.Gather(Machine.Of(id.Kind).Needs(found.State, null), Now, cancellation: cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public async ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default) =>
        await Reader.Gather(Machine.Of(id.Kind).Needs(state, command), Now, cancellation: cancellation);

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => RulesInForce.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => RulesInForce.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => RulesInForce.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => RulesInForce.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => RulesInForce.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => RulesInForce.Calendar;

    /// <inheritdoc/>
    public Contacts Contacts => RulesInForce.Contacts;

    /// <inheritdoc/>
    public IRegistryQueries Queries => Store.Queries;

    /// <inheritdoc/>
    public IAccounts Accounts => _accounts;

    /// <inheritdoc/>
    public Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default) =>
        throw OnlyRead();

    /// <inheritdoc/>
    public IDocuments Documents => throw OnlyRead();

    /// <inheritdoc/>
    public IOperations Operations => throw OnlyRead();

    /// <inheritdoc/>
    public IVerification Verification => throw OnlyRead();

    /// <summary>Closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        _accounts.Dispose();
        await Store.DisposeAsync();
    }

    private static NotSupportedException OnlyRead() =>
        new("A stopped registry is only read: start a silo for anything else.");
}
