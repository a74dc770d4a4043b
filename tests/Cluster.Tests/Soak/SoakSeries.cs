using System.Text.Json;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>One look at a cluster that is maltreated.</summary>
/// <param name="Seconds">Since the beginning.</param>
/// <param name="SiloBytes">Of each silo that is there, in memory.</param>
/// <param name="Acknowledged">Commands that were acknowledged so far.</param>
/// <param name="Faults">Faults that have happened so far.</param>
/// <param name="Reads">Reads that were answered since the look before.</param>
/// <param name="MedianMilliseconds">Of these reads; null: there were none.</param>
/// <param name="P95Milliseconds">The same, which one of twenty exceeds.</param>
internal sealed record SoakSample(
    double Seconds, IReadOnlyList<long> SiloBytes, int Acknowledged, int Faults, int Reads, double? MedianMilliseconds,
    double? P95Milliseconds);

/// <summary>What a soak came to; written as JSON, for whoever draws it.</summary>
internal sealed record SoakReport(
    int Seed, double Seconds, IReadOnlyDictionary<string, int> Faults, int Acknowledged, int SentAgain, int Deaths,
    double NobodyAnsweredForMilliseconds, int ReadsCompared, int ReadsWhileAway, IReadOnlyCollection<string> Wrong,
    IReadOnlyList<SoakSample> Series)
{
    private static readonly JsonSerializerOptions _indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it to a file; what was there is replaced.</summary>
    public void WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, _indented));
    }
}
