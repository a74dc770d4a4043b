using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Silo.Bulk;

// Reads: what the store has, with what was carried out and is not written yet.
public sealed partial class BulkRegistry
{
    /// <inheritdoc/>
    public ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default) =>
        _stored.Load(id, cancellation);

    /// <inheritdoc/>
    public ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default) =>
        _stored.FactsFor(id, state, command, cancellation);

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => _stored.ContextFor(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => _stored.Now;

    /// <inheritdoc/>
    public Rulebook Rulebook => _stored.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => _stored.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => _stored.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => _stored.Calendar;

    /// <inheritdoc/>
    public Contacts Contacts => _stored.Contacts;

    /// <inheritdoc/>
    public IRegistryQueries Queries => _stored.Queries;

    /// <inheritdoc/>
    public IDocuments Documents => _stored.Documents;

    /// <inheritdoc/>
    public IAccounts Accounts => _stored.Accounts;

    /// <inheritdoc/>
    public IOperations Operations => _stored.Operations;

    /// <inheritdoc/>
    public IVerification Verification => _stored.Verification;
}
