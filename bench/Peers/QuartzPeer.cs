using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Tests.Postgres;
using Quartz;

namespace OrleansRegistry.Bench.Peers;

/// <summary>
/// Quartz.NET with its PostgreSQL job store, a trigger a certificate, in the same database, nothing misfired. Its job
/// writes what the set-based statement writes for one row (state, event, notice; the next deadline is the trigger's
/// own), prepared, in one transaction; it reads and decides nothing.
/// </summary>
/// <param name="database">The registry's.</param>
/// <param name="workers">Jobs at once, at a connection each, and triggers that it takes in one batch; null: as Quartz
/// comes.</param>
internal sealed class QuartzPeer(string database, int? workers) : IAsyncDisposable
{
    private const string Name = "bench";
    private static NpgsqlDataSource? _source;
    private static int _done;
    private ServiceProvider? _services;
    private IScheduler? _scheduler;

    /// <summary>Deadlines done since the start.</summary>
    public static int Done => Volatile.Read(ref _done);

    /// <summary>
    /// Its tables, and a trigger for each deadline of the registry: the due ones now, the others in their time.
    /// </summary>
    public async Task Arm(DateTimeOffset dueAt)
    {
        await Open();
        await PostgresServer.Run(Copies.Patient(database), $"""
            INSERT INTO qrtz_job_details (
                sched_name, job_name, job_group, job_class_name,
                is_durable, is_nonconcurrent, is_update_data, requests_recovery)
            VALUES (
                '{Name}', 'deadline', 'registry',
                '{typeof(DeadlineJob).FullName}, {typeof(DeadlineJob).Assembly.GetName().Name}',
                true, false, false, false);
            INSERT INTO qrtz_triggers (
                sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time, prev_fire_time, priority,
                trigger_state, trigger_type, start_time, misfire_instr)
            SELECT '{Name}', key, 'registry', 'deadline', 'registry',
                CASE WHEN due_at <= {dueAt.UtcTicks} THEN {TimeProvider.System.GetUtcNow().UtcTicks} ELSE due_at END,
                -1, 5, 'WAITING', 'SIMPLE', {dueAt.UtcTicks - TimeSpan.TicksPerDay}, 0
            FROM deadline;
            INSERT INTO qrtz_simple_triggers (
                sched_name, trigger_name, trigger_group, repeat_count, repeat_interval, times_triggered)
            SELECT sched_name, trigger_name, trigger_group, -1, {TimeSpan.FromDays(31).TotalMilliseconds:0}, 0
            FROM qrtz_triggers;
            ANALYZE
            """);
    }

    /// <summary>Starts the scheduler; what is due begins at once.</summary>
    public async Task Start() => await _scheduler!.Start();

    private async Task Open()
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database)
        {
            MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true,
            MaxPoolSize = workers ?? ThreadPoolOptions.DefaultMaxConcurrency,
        }.ConnectionString);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = Name;
                if (workers is { } batch) options.MaxBatchSize = batch;
            });
            if (workers is { } max) quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = max);
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(options => options.MisfireThreshold = TimeSpan.FromHours(1));
                store.UsePostgres(new NpgsqlConnectionStringBuilder(database)
                {
                    MaxAutoPrepare = 50, NoResetOnClose = true,
                }.ConnectionString);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
            });
        });
        _services = services.BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler();
    }

    public async ValueTask DisposeAsync()
    {
        if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true);
        if (_services is not null) await _services.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
    }

    /// <summary>What a deadline does.</summary>
    public sealed class DeadlineJob : IJob
    {
        private const string Write = """
            WITH changed AS (
                UPDATE entity SET version = version + 1, state = state || '\x20'::bytea, head = sha256(head || state)
                WHERE kind = 'certificate' AND key = $1 RETURNING kind, key, version, head),
            noticed AS (
                INSERT INTO notice (kind, key, notice_kind, person_key, notice_values, at)
                SELECT c.kind, c.key, 'renewalOpens', s.person_key,
                    '{"certificate":"' || c.key || '","lapsesAfter":"2026-12-29","validTo":"2026-07-02"}', $2
                FROM changed AS c JOIN search AS s ON s.kind = c.kind AND s.key = c.key)
            INSERT INTO event (kind, key, version, at, actor, channel, rule_version, command_id, type, body, hash)
            SELECT kind, key, version, $2, 'registry', 'deadline', '2026.1', 'deadline:' || key, 'renewalOpened',
                '{"type":"renewalOpened","validTo":"2026-07-02"}', head FROM changed
            """;

        /// <inheritdoc/>
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await using var command = _source!.CreateCommand(Write);
            command.Parameters.Add(new NpgsqlParameter { Value = context.Trigger.Key.Name });
            command.Parameters.Add(new NpgsqlParameter { Value = context.FireTimeUtc.UtcTicks });
            await command.ExecuteNonQueryAsync(cancellationToken);
            Interlocked.Increment(ref _done);
        }
    }
}
