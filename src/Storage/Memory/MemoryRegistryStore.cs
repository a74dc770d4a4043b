using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Memory;

/// <summary>
/// A registry in memory only, for simulations (docs/adr/0142). It passes the tests of every store, but nothing of it
/// survives the process. Each call is complete when it returns; it starts no thread and waits for nobody.
/// </summary>
/// <param name="tables">The tables; several stores may share them, as silos share a database.</param>
public sealed class MemoryRegistryStore(MemoryTables tables) : IRegistryStore
{
    /// <inheritdoc/>
    public IRegistryQueries Queries { get; } = new MemoryQueries(tables);

    /// <inheritdoc/>
    public IWorkStore Work { get; } = new MemoryWorkStore(tables);

    /// <inheritdoc/>
    public IAccountStore Accounts { get; } = new MemoryAccountStore(tables);

    /// <inheritdoc/>
    public IDeviceStore Devices { get; } = new MemoryDeviceStore(tables);

    /// <inheritdoc/>
    public IAgreementStore Agreements { get; } = new MemoryAgreementStore(tables);

    /// <inheritdoc/>
    public IDrafts Drafts { get; } = new MemoryDrafts(tables);

    /// <inheritdoc/>
    public IRequestStore Requests { get; } = new MemoryRequestStore(tables);

    /// <inheritdoc/>
    public IStatusStore Statuses { get; } = new MemoryStatusStore(tables);

    /// <inheritdoc/>
    public IDocumentStore Documents { get; } = new MemoryDocumentStore(tables);

    /// <inheritdoc/>
    public ISettingStore Settings { get; } = new MemorySettingStore(tables);

    /// <inheritdoc/>
    public IAuditLog AuditLog { get; } = new MemoryAuditLog(tables);

    /// <inheritdoc/>
    public IAuditRootStore AuditRoots { get; } = new MemoryAuditRoots(tables);

    /// <inheritdoc/>
    public IAuditSent AuditSent { get; } = new MemoryAuditRoots(tables);

    /// <inheritdoc/>
    public IAuditSource Audits { get; } = new MemoryAuditSource(tables);

    /// <summary>Not sealed, because there is no data at rest.</summary>
    public SealingState Sealing => SealingState.Plain;

    /// <inheritdoc/>
    public ImmutableArray<string> FormerSecrets => [];

    /// <summary>Zero, because no other process can use the memory.</summary>
    public TimeSpan SinceGuarded => TimeSpan.Zero;

    /// <summary>Nothing waits.</summary>
    public StoreWaits Waits => default;

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Entities.GetValueOrDefault(id)?.Stored);
    }

    /// <inheritdoc/>
    public ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var found = new StoredEntity?[ids.Count];
            for (var i = 0; i < found.Length; i++) found[i] = tables.Entities.GetValueOrDefault(ids[i])?.Stored;
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(MemoryCommits.Apply(tables, commit));
    }

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Answers.GetValueOrDefault(commandId));
    }

    /// <inheritdoc/>
    public Task<string?> NotReady(CancellationToken cancellation = default) => Task.FromResult<string?>(null);

    /// <summary>The tables are kept: another store may be opened over them.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
