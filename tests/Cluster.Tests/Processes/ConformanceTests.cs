using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Tests.Conformance;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>Three real silos with the registry's own storage.</summary>
public class ThreeSilos : HttpSubject
{
    private SiloCluster? _cluster;

    /// <summary>Which provider is behind the grains.</summary>
    protected virtual string Provider => "Registry";

    /// <inheritdoc/>
    public override string? Missing => PostgresServer.Shared.Missing;

    /// <inheritdoc/>
    public override int Fronts => 3;

    /// <inheritdoc/>
    public override DateOnly Today => ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow());

    /// <inheritdoc/>
    public override HttpClient Client(int front) => _cluster!.Silos[front].Client();

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (Missing is null) _cluster = await SiloCluster.StartEmpty(Provider);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_cluster is null) return;
        await _cluster.Check(null);
        await _cluster.DisposeAsync();
    }
}

/// <summary>Three real silos with Orleans' AdoNet persistence; in long runs.</summary>
public sealed class ThreeSilosOnAdoNet : ThreeSilos
{
    /// <inheritdoc/>
    protected override string Provider => "AdoNet";

    /// <inheritdoc/>
    public override string? Missing => base.Missing ?? SiloCluster.NotInShortRuns;
}

/// <summary>The suite on three real silos and own storage.</summary>
[Collection(RealSilos.Name)]
public sealed class ThreeSilosConform(ThreeSilos subject) : HttpConformance<ThreeSilos>(subject);

/// <summary>The suite on three real silos and AdoNet.</summary>
[Collection(RealSilos.Name)]
public sealed class ThreeSilosOnAdoNetConform(
    ThreeSilosOnAdoNet subject) : HttpConformance<ThreeSilosOnAdoNet>(subject);
