using Microsoft.AspNetCore.Hosting.Server;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Infrastructure.Retention;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo.Auditing;
using OrleansRegistry.Silo.Clustering.Tls;
using OrleansRegistry.Silo.Sms;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.DryRun;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What starts after the silo is active and before HTTP listens, and ends before the silo does: the proof of
/// membership, the loops, and in Development the demonstration in an empty registry.
/// </summary>
internal sealed class RegistryStart(
    MembershipProof proof,
    ClusterMaintenance maintenance,
    RetentionSweep retention,
    CountFolding counts,
    AuditTrail trail,
    ClusterRoots roots,
    AlarmRaising alarms,
    MembershipWatch watch,
    DeadlineLoop deadlines,
    IRegistry registry,
    IRegistryStore store,
    AccountDirectory directory,
    RegistryOptions options,
    IHostEnvironment environment,
    ILoggerFactory logs,
    SiloCertificates? certificates = null,
    IServer? server = null)
    : IHostedService
{
    private const int MaxTries = 5;

    /// <summary>
    /// The first root of a large registry reads all of it: not while people wait for the silo to be ready. Whoever asks
    /// for a root before that has it made.
    /// </summary>
    private static readonly TimeSpan _beforeRoots = TimeSpan.FromSeconds(20);

    private readonly ILogger _log = logs.CreateLogger<RegistryStart>();
    private List<BackgroundLoop> _loops = [];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SmsComposition.SayAtStart(options, environment, _log);
        SealingWarnings.SayAtStart(options, store, _log);
        await proof.Prove(cancellationToken);
        _loops =
        [
            new BackgroundLoop("The proof of membership", proof.Prove, _log),
            new BackgroundLoop("Cluster maintenance", maintenance.RunOnce, _log),
            new BackgroundLoop("The lines of refusals", trail.WriteMinutes, _log),
            new BackgroundLoop("The alarms of the audit", alarms.RaiseDue, _log),
        ];
        if (store is not DryRunStore) // Which keeps nothing, and takes nothing away.
        {
            _loops.Add(new BackgroundLoop("Retention", retention.RunOnce, _log));
            _loops.Add(new BackgroundLoop("The counts of statistics", counts.RunOnce, _log));
        }
        if (!options.IsAlone || options.Postgres is not null)
            _loops.Add(new BackgroundLoop("The watch over clock and guard", watch.Look, _log));
        if (certificates is not null)
            _loops.Add(new BackgroundLoop("The look at the silos' certificates", certificates.Look, _log));
        foreach (var loop in _loops) loop.Start();
        if (environment.IsDevelopment()) await Demonstrate(cancellationToken);
        if (server is null) return; // The command line: roots are made by whoever serves people.
        // After the demonstration, so that the first root covers it.
        var making = new BackgroundLoop("The daily root of the audit", roots.MakeDue, _log);
        _loops.Add(making);
        making.Start(_beforeRoots);
    }

    /// <summary>
    /// Silos that start together may all find the registry empty and write at the same time. It is tried again, because
    /// each finds what another has done; and no silo fails to start because of it.
    /// </summary>
    private async Task Demonstrate(CancellationToken cancellation)
    {
        var demonstration = new DemonstrationRegister(registry, directory, logs.CreateLogger<DemonstrationRegister>());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await demonstration.Create(cancellation);
                return;
            }
            catch (Exception e) when (!options.IsAlone && !cancellation.IsCancellationRequested)
            {
                _log.DemonstrationIncomplete(attempt, e.Message);
                if (attempt == MaxTries) return;
                await Task.Delay(Random.Shared.Next(2_000), cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await deadlines.DisposeAsync();
        await Task.WhenAll(_loops.Select(loop => loop.Stop()));
        await trail.WriteAll();
    }
}
