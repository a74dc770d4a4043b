using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage;

/// <summary>
/// The tables of a registry. It knows no law and no kind: it stores bytes, rows and chains, and lets many commits share
/// one transaction. Every call throws <see cref="StorageAwayException"/> when the database cannot work; then nothing of
/// that call was acknowledged.
/// </summary>
public interface IRegistryStore : IAsyncDisposable
{
    /// <summary>The stored entity; null: none.</summary>
    ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default);

    /// <summary>
    /// Many entities in one read, each as it is stored, in the order of <paramref name="ids"/>; null: none.
    /// </summary>
    ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation = default);

    /// <summary>
    /// Commits in one durable transaction with others that wait at the same time; each commit has its own checks and
    /// its own result. Returns only when the transaction is durable.
    /// </summary>
    Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default);

    /// <summary>The stored answer for a command id; null: none.</summary>
    ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default);

    /// <summary>The rows behind lists and searches.</summary>
    IRegistryQueries Queries { get; }

    /// <summary>Deadlines, consequences and notices that wait for work.</summary>
    IWorkStore Work { get; }

    /// <summary>Accounts and sessions.</summary>
    IAccountStore Accounts { get; }

    /// <summary>The devices from which accounts were signed in.</summary>
    IDeviceStore Devices { get; }

    /// <summary>What accounts agreed to.</summary>
    IAgreementStore Agreements { get; }

    /// <summary>The half-completed forms of people.</summary>
    IDrafts Drafts { get; }

    /// <summary>Requests that may be repeated.</summary>
    IRequestStore Requests { get; }

    /// <summary>Places in status lists.</summary>
    IStatusStore Statuses { get; }

    /// <summary>Documents, with their contents.</summary>
    IDocumentStore Documents { get; }

    /// <summary>Small values that belong to the registry: calendar, rule versions, settings.</summary>
    ISettingStore Settings { get; }

    /// <summary>The audit: who did what, to whose data.</summary>
    IAuditLog AuditLog { get; }

    /// <summary>Daily roots over the audit and the histories.</summary>
    IAuditRootStore AuditRoots { get; }

    /// <summary>How far the copy of the audit outside has come.</summary>
    IAuditSent AuditSent { get; }

    /// <summary>The whole registry, in order to check or copy it.</summary>
    IAuditSource Audits { get; }

    /// <summary>Whether and how the data at rest is sealed.</summary>
    SealingState Sealing { get; }

    /// <summary>Earlier secrets; data sealed under them can still be opened.</summary>
    ImmutableArray<string> FormerSecrets { get; }

    /// <summary>
    /// How long ago, by the monotonic clock, this host last saw that it holds the guard of the store; zero where the
    /// guard cannot be lost while the process lives.
    /// </summary>
    TimeSpan SinceGuarded { get; }

    /// <summary>How long work has been waiting for this process's part of the store.</summary>
    StoreWaits Waits { get; }

    /// <summary>Null when the store answers and has the schema of this program; otherwise what is wrong.</summary>
    Task<string?> NotReady(CancellationToken cancellation = default);
}
