using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Hosting;
using OrleansRegistry.Hosting.Samples;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo.Identity;
using OrleansRegistry.Silo.Notices;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What each silo does every few seconds: makes sure that the cluster's pumps live, wherever they are, and takes over
/// the calendar and the rules that another silo has loaded.
/// </summary>
internal sealed class Caretaker(
    IGrainFactory grains, LawBooks books, Law law, IRegistry registry, ClusterOperations operations,
    IHostEnvironment environment, IHostApplicationLifetime lifetime, ILoggerFactory logs, ILogger<Caretaker> log) : BackgroundService
{
    /// <summary>How long another silo may still decide by the old calendar or rules.</summary>
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    private bool _looksAgain;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that this silo is no member yet, and no grain can be called.
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => joined.TrySetResult());
        await using var stopped = stoppingToken.Register(() => joined.TrySetCanceled(CancellationToken.None));
        await joined.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (environment.IsDevelopment()) await Quietly(() => Seed(stoppingToken));
        using var timer = new PeriodicTimer(_every);
        do
        {
            await Quietly(Wake);
            await Quietly(() => Follow(stoppingToken));
        }
        while (!stoppingToken.IsCancellationRequested && await Next(timer, stoppingToken));
    }

    /// <summary>
    /// The silo that loaded a calendar looked at everything at once, while what lives here still counted by the old
    /// one. So each silo looks again when it has followed, until that has gone through.
    /// </summary>
    private async Task Follow(CancellationToken cancellation)
    {
        _looksAgain |= await books.Follow(law, cancellation);
        if (!_looksAgain) return;
        await operations.LookAgain(cancellation);
        _looksAgain = false;
    }

    private async Task Wake()
    {
        await grains.GetGrain<IConsequencePump>(ConsequencePumpGrain.Key).Wake();
        await grains.GetGrain<INoticePump>(NoticePumpGrain.Key).Wake();
        await grains.GetGrain<IIdentityPump>(IdentityPumpGrain.Key).Wake();
    }

    /// <summary>An empty registry in Development gets its demonstration; of several silos one finds it empty.</summary>
    private Task Seed(CancellationToken cancellation) =>
        new DemonstrationRegister(registry, logs.CreateLogger<DemonstrationRegister>()).Create(cancellation);

    private async Task Quietly(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "A round of care failed; the next one is in a moment");
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
