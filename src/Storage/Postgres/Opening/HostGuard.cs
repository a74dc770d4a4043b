using Npgsql;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>
/// Says who may work on the database: one silo alone, or silos together. It is an advisory lock on a connection of its
/// own, and ends with the process. A host that loses it stops committing. If it gets the lock back before another host
/// has begun a newer epoch, it continues.
/// </summary>
internal sealed class HostGuard : IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(200);

    private readonly string _connectionString;
    private readonly bool _shared;
    private readonly CancellationTokenSource _end = new();
    private NpgsqlConnection? _connection;
    private Task _beating = Task.CompletedTask;
    private readonly ClockCheck _clock;
    private volatile string? _trouble;
    private volatile string? _clockTrouble;
    private volatile bool _outdated;
    private long _seenAt = TimeProvider.System.GetTimestamp();

    private HostGuard(string connectionString, bool shared, TimeProvider clock)
    {
        _clock = new ClockCheck(clock);
        var role = shared ? "registry silo" : "registry alone";
        _shared = shared;
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false, ApplicationName = $"{role}, process {Environment.ProcessId} on {Environment.MachineName}",
            Timeout = 5, CommandTimeout = 5, KeepAlive = 0,
        }.ConnectionString;
    }

    /// <summary>The number in each commit of this host.</summary>
    public long Epoch { get; private set; }

    /// <summary>Why this host may not commit (the guard is not held, or the clock is wrong); null: it may.</summary>
    public string? Trouble => _trouble ?? _clockTrouble;

    /// <summary>How this host's clock differs from the database's; null: by one second at most.</summary>
    public string? ClockTrouble => _clockTrouble;

    /// <summary>
    /// How long ago, by the monotonic clock, the guard was last seen to be held; counted from before the query.
    /// </summary>
    public TimeSpan SinceSeen => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _seenAt));

    /// <summary>True: another host has begun a newer epoch, so that this one cannot continue.</summary>
    public bool IsOutdated => _outdated;

    /// <summary>Takes the guard, or throws <see cref="RegistryInUseException"/>, which says who has it.</summary>
    public static async Task<HostGuard> Take(PostgresStoreOptions options, CancellationToken cancellation)
    {
        var shared = options.Shared;
        var guard = new HostGuard(options.ConnectionString, shared, options.Clock);
        try
        {
            var connection = guard._connection = new NpgsqlConnection(guard._connectionString);
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            if (!await guard.TryLock(connection, cancellation).ConfigureAwait(false))
                throw await GuardHolders.InUse(connection, cancellation).ConfigureAwait(false);
            guard.Epoch = await Number(connection, "SELECT registry_begin_epoch($1)", shared, cancellation)
                .ConfigureAwait(false);
            guard._clockTrouble = await guard._clock.Trouble(connection, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await guard.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        guard._beating = Task.Run(guard.Beat, CancellationToken.None);
        return guard;
    }

    /// <summary>A commit was refused because of its epoch, so the next check need not be waited for.</summary>
    public void Outdate()
    {
        _outdated = true;
        _trouble = "another host has taken over this registry; restart this one to go on "
            + "(另一主机已接管此登记库，须重启本进程)";
    }

    /// <summary>Waits until this host may commit; false: it may not within <paramref name="max"/>, or never.</summary>
    public async Task<bool> IsHeldWithin(TimeSpan max)
    {
        var until =
            TimeProvider.System.GetTimestamp() + (long)(max.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (Trouble is not null)
        {
            if (_outdated || _end.IsCancellationRequested || TimeProvider.System.GetTimestamp() > until) return false;
            await Task.Delay(20).ConfigureAwait(false);
        }
        return true;
    }

    private async Task Beat()
    {
        while (!_outdated)
        {
            try
            {
                await Task.Delay(_trouble is null ? _beat : _retry, _end.Token).ConfigureAwait(false);
                var asked = TimeProvider.System.GetTimestamp();
                if (_trouble is null)
                    _clockTrouble = await _clock.Trouble(_connection!, _end.Token).ConfigureAwait(false);
                else await Regain().ConfigureAwait(false);
                if (_trouble is null) Volatile.Write(ref _seenAt, asked);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it is, the guard is not held; the loop lives on to get it back.
            catch (Exception lost)
            {
                _trouble = $"the guard of the database was lost: {lost.Message}";
            }
#pragma warning restore CA1031
        }
    }

    private async Task Regain()
    {
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        var connection = _connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(_end.Token).ConfigureAwait(false);
        var locked = await TryLock(connection, _end.Token).ConfigureAwait(false);
        var epoch = await Number(
            connection, "SELECT epoch FROM host_epoch WHERE only_row = $1", true, _end.Token).ConfigureAwait(false);
        if (epoch != Epoch)
        {
            Outdate();
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        else if (locked)
        {
            _trouble = null;
        }
    }

    private Task<bool> TryLock(NpgsqlConnection connection, CancellationToken cancellation) =>
        GuardHolders.TryLock(connection, _shared, cancellation);

    private static async Task<long> Number(
        NpgsqlConnection connection, string sql, bool argument, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constants of this file.
        var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = argument } } };
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), null);
    }

    /// <summary>Releases the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        _trouble ??= "the store is closed";
        _end.Dispose();
    }
}
