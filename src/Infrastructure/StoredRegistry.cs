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

/// <summary>
/// A stopped registry as its store has it, for verbs that only read: no silo is started, and no command is carried out.
/// </summary>
public sealed class StoredRegistry : IRegistry, IAsyncDisposable
{
    /// <summary>Entities are read one after the other: what is named by many is read once.</summary>
    private const int MaxCached = 20_000;

    private readonly RulesInForce _rulesInForce;
    private readonly EntityReader _reader;
    private readonly AccountDirectory _accounts;

    private StoredRegistry(IRegistryStore store, RulesInForce rulesInForce, RegistryOptions options)
    {
        (Store, _rulesInForce) = (store, rulesInForce);
        _reader = new EntityReader(store, new EntityCache(MaxCached));
        var codes = new NoCodeSender(NullLogger<NoCodeSender>.Instance);
        _accounts = new AccountDirectory(
            AccountStores.Of(store), TimeProvider.System, codes, NullLogger<AccountDirectory>.Instance,
            new AuthenticatorSeal(options.Verification with { FormerSecrets = store.FormerSecrets }));
    }

    /// <summary>
    /// Opens the store for this process alone. Refused by <see cref="RegistryInUseException"/> while another has it.
    /// </summary>
    public static async Task<StoredRegistry> Open(RegistryOptions options, CancellationToken cancellation = default)
    {
        var store = await RegistryStores.Open(options with { Alone = true }, TimeProvider.System, cancellation);
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

    /// <inheritdoc/>
    public async ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default)
    {
        if (await _reader.Load(id, cancellation) is not { } found) return null;
        var facts = await _reader.Gather(Machine.Of(id.Kind).Needs(found.State, null), Now, cancellation: cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public async ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default) =>
        await _reader.Gather(Machine.Of(id.Kind).Needs(state, command), Now, cancellation: cancellation);

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => _rulesInForce.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => _rulesInForce.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => _rulesInForce.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => _rulesInForce.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => _rulesInForce.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => _rulesInForce.Calendar;

    /// <inheritdoc/>
    public Contacts Contacts => _rulesInForce.Contacts;

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
