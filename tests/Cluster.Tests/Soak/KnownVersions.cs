using System.Diagnostics;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// The versions of each certificate that anybody was shown, by an answer to a command or to a read of any silo. A read
/// that begins afterwards may not show an older one.
/// </summary>
/// <param name="mayLag">
/// How old a read may be: not at all, but at a silo that was cut off (docs/consistency.md).
/// </param>
internal sealed class KnownVersions(TimeSpan mayLag)
{
    private readonly Dictionary<string, List<(TimeSpan At, int Version)>> _shown = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The least version that a read may show that begins now; 0: any.</summary>
    public int Least(string certificate)
    {
        var until = _watch.Elapsed - mayLag;
        lock (_shown)
            return _shown.TryGetValue(certificate, out var shown) ? shown.FindLast(one => one.At <= until).Version : 0;
    }

    /// <summary>Somebody was shown this version.</summary>
    public void Shown(string certificate, int version)
    {
        lock (_shown)
        {
            if (!_shown.TryGetValue(certificate, out var shown)) _shown[certificate] = shown = [];
            if (shown.Count == 0 || shown[^1].Version < version) shown.Add((_watch.Elapsed, version));
        }
    }
}
