namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Tests with real silos run one at a time, and nothing else runs beside them: they look at time, and the machine is to
/// be theirs alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealSilos
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "real silos, one test at a time";
}
