using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What begins when the silo is active and before HTTP listens, and ends before the silo does: the proof of membership, the
/// demonstration in an empty registry in Development, and the loops.
/// </summary>
internal sealed class RegistryStart(
    MembershipProof proof, Caretaker caretaker, MembershipWatch watch, DeadlineLoop deadlines, IRegistry registry,
    RegistryOptions options, IHostEnvironment environment, ILoggerFactory logs) : IHostedService
{
    private readonly ILogger _log = logs.CreateLogger<RegistryStart>();
    private List<Loop> _loops = [];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await proof.Prove(cancellationToken);
        if (environment.IsDevelopment())
            await new DemonstrationRegister(registry, logs.CreateLogger<DemonstrationRegister>()).Create(cancellationToken);
        _loops =
        [
            new Loop("The proof of membership", proof.Prove, _log), new Loop("Cluster maintenance", caretaker.Round, _log),
        ];
        if (!options.IsAlone || options.Postgres is not null) _loops.Add(new Loop("The watch over clock and guard", watch.Look, _log));
        foreach (var loop in _loops) loop.Start();
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await deadlines.DisposeAsync();
        await Task.WhenAll(_loops.Select(loop => loop.Stop()));
    }
}
