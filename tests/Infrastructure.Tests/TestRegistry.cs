using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// A silo alone in the test's own process, as the registry that it is, with what tests ask of it besides.
/// </summary>
internal sealed class TestRegistry(LocalRegistry local) : IRegistry, IAsyncDisposable
{
    /// <summary>Starts it, with the legal clock standing at the options' instant.</summary>
    public static async Task<TestRegistry> Start(RegistryOptions options, LocalParts? parts = null) =>
        new(await LocalRegistry.Start(options, parts));

    public LegalClock Clock => local.Services.GetRequiredService<LegalClock>();

    public IRegistryStore Store => local.Store;

    public AccountDirectory Directory => local.Services.GetRequiredService<AccountDirectory>();

    /// <summary>States in the cache.</summary>
    public int CachedStates => local.Services.GetRequiredService<EntityCache>().Count;

    /// <summary>Entities active in the silo.</summary>
    public int Activations => local.Services.GetRequiredService<ActivationLimit>().Count;

    public Task<int> Drain() => local.Drain();

    public Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default) =>
        local.Registry.Execute(id, envelope, cancellation);

    public ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default) =>
        local.Registry.Load(id, cancellation);

    public ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default) =>
        local.Registry.FactsFor(id, state, command, cancellation);

    public Context ContextFor(Actor actor, IFacts facts) => local.Registry.ContextFor(actor, facts);

    public DateTimeOffset Now => local.Registry.Now;

    public Rulebook Rulebook => local.Registry.Rulebook;

    public RailRulebook RailRulebook => local.Registry.RailRulebook;

    public CharterRulebook CharterRulebook => local.Registry.CharterRulebook;

    public WorkingCalendar Calendar => local.Registry.Calendar;

    public Contacts Contacts => local.Registry.Contacts;

    public IRegistryQueries Queries => local.Registry.Queries;

    public IDocuments Documents => local.Registry.Documents;

    public IAccounts Accounts => local.Registry.Accounts;

    public IOperations Operations => local.Registry.Operations;

    public IVerification Verification => local.Registry.Verification;

    public ValueTask DisposeAsync() => local.DisposeAsync();
}
