using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Simulation.Stores;

/// <summary>A store that passes every call on to the store below; derived classes override what must differ.</summary>
/// <param name="inner">The store below.</param>
public abstract class StoreDecorator(IRegistryStore inner) : IRegistryStore
{
    /// <summary>The store below.</summary>
    protected IRegistryStore Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual IRegistryQueries Queries => Inner.Queries;

    /// <inheritdoc/>
    public virtual IWorkStore Work => Inner.Work;

    /// <inheritdoc/>
    public IAccountStore Accounts => Inner.Accounts;

    /// <inheritdoc/>
    public IDeviceStore Devices => Inner.Devices;

    /// <inheritdoc/>
    public IAgreementStore Agreements => Inner.Agreements;

    /// <inheritdoc/>
    public IDrafts Drafts => Inner.Drafts;

    /// <inheritdoc/>
    public IRequestStore Requests => Inner.Requests;

    /// <inheritdoc/>
    public IStatusStore Statuses => Inner.Statuses;

    /// <inheritdoc/>
    public IDocumentStore Documents => Inner.Documents;

    /// <inheritdoc/>
    public ISettingStore Settings => Inner.Settings;

    /// <inheritdoc/>
    public IAuditLog AuditLog => Inner.AuditLog;

    /// <inheritdoc/>
    public IAuditRootStore AuditRoots => Inner.AuditRoots;

    /// <inheritdoc/>
    public IAuditSent AuditSent => Inner.AuditSent;

    /// <inheritdoc/>
    public IAuditSource Audits => Inner.Audits;

    /// <inheritdoc/>
    public SealingState Sealing => Inner.Sealing;

    /// <inheritdoc/>
    public ImmutableArray<string> FormerSecrets => Inner.FormerSecrets;

    /// <inheritdoc/>
    public TimeSpan SinceGuarded => Inner.SinceGuarded;

    /// <inheritdoc/>
    public virtual StoreWaits Waits => Inner.Waits;

    /// <inheritdoc/>
    public virtual ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        Inner.Load(id, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<StoredEntity?[]> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default) => Inner.LoadAll(ids, cancellation);

    /// <inheritdoc/>
    public virtual Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) =>
        Inner.Commit(commit, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default) =>
        Inner.AnswerOf(commandId, cancellation);

    /// <inheritdoc/>
    public Task<string?> NotReady(CancellationToken cancellation = default) => Inner.NotReady(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
