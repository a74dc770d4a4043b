using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage;

/// <summary>
/// The tables behind a registry. It knows no law and no kind: it keeps bytes, rows and chains, and lets many commits
/// share one transaction. Every call throws <see cref="StorageAwayException"/> when the database cannot do its work;
/// then nothing of that call was acknowledged.
/// </summary>
public interface IRegistryStore : IAsyncDisposable
{
    /// <summary>The stored entity; null: none.</summary>
    ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default);

    /// <summary>Many in one read, each as it is stored, in the order of <paramref name="ids"/>; null: none.</summary>
    ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation = default);

    /// <summary>
    /// Commits with all that wait at the same time, in one durable transaction; each has its own checks and its own
    /// answer. Returns only when the transaction is durable.
    /// </summary>
    Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default);

    /// <summary>The kept answer of a command id; null: none.</summary>
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

    /// <summary>What people have begun to fill in.</summary>
    IDrafts Drafts { get; }

    /// <summary>Requests that may come again.</summary>
    IRequestStore Requests { get; }

    /// <summary>Places in status lists.</summary>
    IStatusStore Statuses { get; }

    /// <summary>Documents by their content.</summary>
    IDocumentStore Documents { get; }

    /// <summary>Small texts that belong to the registry: calendar, rule versions, settings.</summary>
    ISettingStore Settings { get; }

    /// <summary>Who did what, to whose data.</summary>
    IAuditLog AuditLog { get; }

    /// <summary>Daily roots over the audit and the histories.</summary>
    IAuditRootStore AuditRoots { get; }

    /// <summary>How far the copy of the audit outside has come.</summary>
    IAuditSent AuditSent { get; }

    /// <summary>The whole registry, to check or to copy it.</summary>
    IAuditSource Audits { get; }

    /// <summary>How the data at rest is kept.</summary>
    SealingState Sealing { get; }

    /// <summary>Secrets that were exchanged; what else was sealed under them still opens.</summary>
    ImmutableArray<string> FormerSecrets { get; }

    /// <summary>
    /// How long ago, by the monotonic clock, it was last seen that this host holds the guard of the store; zero where
    /// the guard cannot be lost while the process lives.
    /// </summary>
    TimeSpan SinceGuarded { get; }

    /// <summary>How long what waits for this process's part of the store has waited.</summary>
    StoreWaits Waits { get; }

    /// <summary>Null when the store answers and its schema is the one this program knows; else why not.</summary>
    Task<string?> NotReady(CancellationToken cancellation = default);
}
