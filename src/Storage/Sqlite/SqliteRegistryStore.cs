using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Rows;
using OrleansRegistry.Storage.Sqlite.Writing;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The registry in one SQLite file: one process, one writer, group commits, nothing to install.</summary>
public sealed class SqliteRegistryStore : IBulkStore
{
    private const string FileName = "registry.db";
    private const string ProbeName = "probe";

    /// <summary>More than the room that a failed commit may have left in the log.</summary>
    private const int ProbeBytes = 64 * 1024;

    private readonly FolderLock _lock;
    private readonly SqliteAccess _access;
    private readonly Sealer _sealer;
    private readonly CommitSealing _commits;

    private SqliteRegistryStore(
        SqliteStoreOptions options, string path, FolderLock held, Database writer, OpenedSealing sealing)
    {
        _lock = held;
        (Sealing, FormerSecrets) = (sealing.State, sealing.Former);
        _sealer = writer.Sealer = sealing.Sealer;
        _access = new SqliteAccess(
            new ReadPool(path, options.Readers, _sealer), new Lane(Math.Max(1, options.Readers / 2)),
            new GroupWriter(path, writer));
        _commits = new CommitSealing(_sealer, Load);
        Queries = new SqliteQueries(_access);
        Work = new SqliteWorkStore(_access);
        Accounts = new SqliteAccountStore(_access);
        Devices = new SqliteDeviceStore(_access);
        Agreements = new SqliteAgreementStore(_access);
        Drafts = new SqliteDrafts(_access);
        Requests = new SqliteRequestStore(_access);
        Statuses = new SqliteStatusStore(_access);
        Documents = new SqliteDocumentStore(_access, Path.Combine(options.Folder, "documents"), _sealer);
        Settings = new SqliteSettingStore(_access);
        AuditSent = new SqliteAuditSent(_access);
        AuditRoots = new SqliteAuditRoots(_access);
        AuditLog = new SqliteAuditLog(_access);
        Audits = new SqliteAuditSource(_access);
    }

    /// <summary>
    /// Opens the registry in the folder and brings its schema up to date. Throws <see cref="RegistryInUseException"/>,
    /// <see cref="UnknownSchemaException"/>, <see cref="SealingException"/> or <see cref="StorageAwayException"/>,
    /// which say what to do. Reads only a few pages, however many entities there are.
    /// </summary>
    public static SqliteRegistryStore Open(SqliteStoreOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var path = Path.Combine(options.Folder, FileName);
        var held = FolderLock.Take(options.Folder);
        Database? writer = null;
        try
        {
            writer = Database.OpenWriter(path);
            SqliteSchema.Migrate(writer, path, SqliteSchema.Migrations);
            var sealing = SqliteSealing.Open(writer, options.KeySecret, options.KeySecretBefore);
            DirectorySync.Flush(options.Folder);
            return new SqliteRegistryStore(options, path, held, writer, sealing);
        }
        catch
        {
            writer?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IRegistryQueries Queries { get; }

    /// <inheritdoc/>
    public IWorkStore Work { get; }

    /// <inheritdoc/>
    public IAccountStore Accounts { get; }

    /// <inheritdoc/>
    public IDeviceStore Devices { get; }

    /// <inheritdoc/>
    public IAgreementStore Agreements { get; }

    /// <inheritdoc/>
    public IDrafts Drafts { get; }

    /// <inheritdoc/>
    public IRequestStore Requests { get; }

    /// <inheritdoc/>
    public IStatusStore Statuses { get; }

    /// <inheritdoc/>
    public IDocumentStore Documents { get; }

    /// <inheritdoc/>
    public ISettingStore Settings { get; }

    /// <inheritdoc/>
    public IAuditLog AuditLog { get; }

    /// <inheritdoc/>
    public IAuditRootStore AuditRoots { get; }

    /// <inheritdoc/>
    public IAuditSent AuditSent { get; }

    /// <inheritdoc/>
    public IAuditSource Audits { get; }

    /// <inheritdoc/>
    public SealingState Sealing { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> FormerSecrets { get; }

    /// <summary>Zero, because the lock of the folder cannot be lost while the process lives.</summary>
    public TimeSpan SinceGuarded => TimeSpan.Zero;

    /// <summary>
    /// How many transactions were made durable since the start; fewer than commits if some were grouped.
    /// </summary>
    public long Transactions => _access.Writer.Transactions;

    /// <inheritdoc/>
    public StoreWaits Waits => new(
        new Line(_access.Writer.OldestWait, _access.Writer.Waiting),
        new Line(_access.Lists.OldestWait, _access.Lists.Waiting));

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        _access.Read(id, EntityRows.Load, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation = default) =>
        _access.Read(ids, EntityRows.LoadAll, cancellation);

    /// <inheritdoc/>
    public Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) =>
        _commits.Run(commit, _access.Writer.Commit, cancellation);

    /// <inheritdoc/>
    public async Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default)
    {
        if (commits.Count == 0) return;
        var batch = new CommitBatch(commits);
        await _commits.Seal(batch, lastStates: true, cancellation).ConfigureAwait(false);
        await _access.Writer.Commit(batch, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default) =>
        _access.Read(commandId, EntityRows.Answer, cancellation);

    /// <inheritdoc/>
    public async Task<string?> NotReady(CancellationToken cancellation = default)
    {
        try
        {
            // After a failure only a write can tell that it is over; otherwise a read is enough, which costs the disk
            // nothing.
            if (_access.Writer.Trouble is null) await Settings.Get(ProbeName, cancellation).ConfigureAwait(false);
            else await Settings.Set(ProbeName, new byte[ProbeBytes], cancellation).ConfigureAwait(false);
            return null;
        }
        catch (StorageAwayException away)
        {
            return away.Message;
        }
        catch (ObjectDisposedException)
        {
            return "the store is closed";
        }
    }

    /// <summary>Makes everything durable that waits, then closes the file and releases the folder.</summary>
    public ValueTask DisposeAsync()
    {
        _access.Writer.Dispose();
        _access.Reads.Dispose();
        _sealer.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }
}
