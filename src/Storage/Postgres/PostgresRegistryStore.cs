using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Opening;
using OrleansRegistry.Storage.Postgres.Opening;
using OrleansRegistry.Storage.Postgres.Reading;
using OrleansRegistry.Storage.Postgres.Rows;
using OrleansRegistry.Storage.Postgres.Writing;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// The registry in a PostgreSQL database: for one silo alone or several together, each with group commits.
/// </summary>
public sealed class PostgresRegistryStore : IBulkStore
{
    private readonly NpgsqlDataSource _source;
    private readonly HostGuard _guard;
    private readonly PostgresAccess _access;
    private readonly Lane _lists;
    private readonly Sealer _sealer;
    private readonly CommitSealing _commits;
    private readonly CommitGroups _groups;
    private readonly BulkCommits _bulk;
    private readonly EntityRows _reads;
    private readonly TimeProvider _clock;
    private int _disposed;

    private PostgresRegistryStore(
        PostgresStoreOptions options, NpgsqlDataSource source, HostGuard guard, OpenedSealing sealing)
    {
        (_source, _guard, _clock) = (source, guard, options.Clock);
        (_sealer, Sealing, FormerSecrets) = (sealing.Sealer, sealing.State, sealing.Former);
        (_access, _lists) = (new PostgresAccess(source, _sealer), new Lane(options.Lists));
        _commits = new CommitSealing(_sealer, Load);
        _groups = new CommitGroups(source, guard, options);
        _bulk = new BulkCommits(source, guard, _groups.IsMade, options.Patience);
        _reads = new EntityRows(_access);
        Queries = new PostgresQueries(_access, new PostgresAccess(source, _sealer, _lists));
        Work = new PostgresWorkStore(_access);
        Accounts = new PostgresAccountStore(_access);
        Devices = new PostgresDeviceStore(_access);
        Agreements = new PostgresAgreementStore(_access);
        Drafts = new PostgresDrafts(_access);
        Requests = new PostgresRequestStore(_access);
        Statuses = new PostgresStatusStore(_access);
        Documents = new PostgresDocumentStore(_access);
        Settings = new PostgresSettingStore(_access);
        AuditSent = new PostgresAuditSent(_access);
        AuditRoots = new PostgresAuditRoots(_access);
        AuditLog = new PostgresAuditLog(_access);
        Audits = new PostgresAuditSource(source, _sealer);
    }

    /// <summary>
    /// Opens the registry in the database, brings its schema up to date and takes the guard. Throws
    /// <see cref="RegistryInUseException"/>, <see cref="UnknownSchemaException"/>, <see cref="SealingException"/> or
    /// <see cref="StorageAwayException"/>, which say what to do.
    /// </summary>
    public static async Task<PostgresRegistryStore> Open(
        PostgresStoreOptions options, CancellationToken cancellation = default)
    {
        try
        {
            await Migrate(options.ConnectionString, cancellation).ConfigureAwait(false);
            await UnfinishedCopy.Refuse(options.ConnectionString, cancellation).ConfigureAwait(false);
            var sealing = await Alone(
                options.ConnectionString,
                connection => PostgresSealing.Open(
                    connection, options.KeySecret, options.KeySecretBefore, cancellation),
                cancellation).ConfigureAwait(false);
            var guard = await HostGuard.Take(options, cancellation).ConfigureAwait(false);
            return new PostgresRegistryStore(options, SourceOf(options.ConnectionString), guard, sealing);
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            throw PostgresFaults.Away(fault);
        }
    }

    /// <summary>Brings the schema up to date without taking the guard, for the job before a rolling upgrade.</summary>
    public static Task Migrate(string connectionString, CancellationToken cancellation = default) => Alone(
        connectionString,
        connection => PostgresSchema.Migrate(connection, PostgresSchema.Migrations, cancellation), cancellation);

    /// <summary>
    /// True: the database cannot be reached or cannot work now; false: it refused what it was sent, or there is a bug.
    /// </summary>
    public static bool IsAway(Exception fault) => PostgresFaults.IsAway(fault);

    /// <summary>True: the database has a registry of some version. Changes nothing.</summary>
    public static Task<bool> IsThere(string connectionString, CancellationToken cancellation = default) => Alone(
        connectionString, connection => PostgresSchema.IsThere(connection, cancellation), cancellation);

    private static async Task<T> Alone<T>(
        string connectionString, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(alone.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return await work(connection).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The connection pool with the store's options: statements are prepared automatically, connections are not reset
    /// on return.
    /// </summary>
    internal static NpgsqlDataSource SourceOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        };
        if (string.IsNullOrEmpty(settings.ApplicationName)) settings.ApplicationName = "registry";
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        CommitCall.Map(builder);
        // A statement is traced only as part of a trace; the queries that the loops send twice a second would only be
        // noise.
        builder.ConfigureTracing(traces => traces.ConfigureCommandFilter(static _ => Activity.Current is not null));
        return builder.Build();
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

    /// <summary>The number in each commit of this host, also in one that is written by Orleans' provider.</summary>
    public long Epoch => _guard.Epoch;

    /// <summary>Why this host may not commit, in whichever way; null: it may.</summary>
    public string? Trouble => _guard.Trouble;

    /// <inheritdoc/>
    public TimeSpan SinceGuarded => _guard.SinceSeen;

    /// <summary>
    /// True: another host has begun a newer epoch; this one commits nothing any more and must be restarted.
    /// </summary>
    public bool IsOutdated => _guard.IsOutdated;

    /// <summary>
    /// How this host's clock differs from the database's, as seen in the last second; null: by one second at most.
    /// </summary>
    public string? ClockTrouble => _guard.ClockTrouble;

    /// <inheritdoc/>
    public StoreWaits Waits => new(
        new Line(_groups.OldestWait, _groups.Waiting), new Line(_lists.OldestWait, _lists.Waiting));

    /// <summary>How many group commits were made durable since the start.</summary>
    public long Calls => _groups.Calls;

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        _reads.Load(id, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation = default) =>
        _reads.LoadAll(ids, cancellation);

    /// <inheritdoc/>
    public Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) =>
        _commits.Run(commit, _groups.Commit, cancellation);

    /// <inheritdoc/>
    public async Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default)
    {
        if (commits.Count == 0) return;
        var batch = new CommitBatch(commits);
        await _commits.Seal(batch, lastStates: false, cancellation).ConfigureAwait(false);
        await _bulk.Commit(batch).ConfigureAwait(false);
    }

    /// <summary>Seals a commit that Orleans' provider writes into the same tables.</summary>
    public async ValueTask<Commit> Seal(Commit commit, CancellationToken cancellation = default) =>
        (await _commits.Seal(commit, cancellation).ConfigureAwait(false)).Commit;

    /// <summary>
    /// Opens an entity that Orleans' provider read from the same tables; left as it is if it cannot be opened.
    /// </summary>
    public StoredEntity Open(EntityId id, StoredEntity stored) => _sealer.OpenOrLeave(id, stored);

    /// <summary>
    /// True: the history has exactly this commit, in whichever way it was written. For a commit that was sent again
    /// because the connection broke, and was refused then.
    /// </summary>
    public Task<bool> IsMade(Commit commit) => _groups.IsMade(commit);

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default) =>
        _access.First(
            new BoundStatement("SELECT fingerprint, version, body FROM answer WHERE command_id = $1").Add(commandId),
            row => KeptAnswer.Open(_sealer, commandId, row.GetString(0), row.GetInt32(1), row.Blob(2)), cancellation);

    /// <inheritdoc/>
    public async Task<string?> NotReady(CancellationToken cancellation = default)
    {
        if (_disposed == 1) return "the store is closed";
        if (_guard.Trouble is { } trouble) return trouble;
        try
        {
            var before = _clock.GetUtcNow();
            var (there, contract) = (await _access.FirstValue(
                new BoundStatement(
                    "SELECT registry_ticks(clock_timestamp()), (SELECT max(oldest_contract) FROM schema_version)"),
                row => (row.Instant(0), row.GetInt32(1)), cancellation).ConfigureAwait(false))!.Value;
            if (contract > Migration.Contract)
                return "a newer program has taken the schema out of this one's reach: start the newer program";
            return ClockCheck.Differ(before, there, _clock.GetUtcNow());
        }
        catch (StorageAwayException away)
        {
            return away.Message;
        }
    }

    /// <summary>Makes everything durable that waits, then closes the connections and releases the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _groups.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        await _guard.DisposeAsync().ConfigureAwait(false);
        _sealer.Dispose();
    }
}
