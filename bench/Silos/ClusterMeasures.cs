namespace OrleansRegistry.Bench;

/// <summary>What is measured where Orleans is compiled in (Cluster=true).</summary>
internal static partial class Bench
{
    static partial void AddClusterMeasures(List<(string Name, Func<Settings, Task> Run)> measures) => measures.AddRange(
    [
        ("silo-calls", Silos.HotCallsMeasure.Run), ("silo-commits", Silos.GrainCommitsMeasure.Run), ("silo-storm", Silos.StormMeasure.Run),
    ]);
}
