using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Telemetry;

/// <summary>Counts what is turned away because too much work waits; while nobody listens, nothing is counted.</summary>
internal static class WaitTelemetry
{
    private static readonly Meter _meter = new(CommitTelemetry.Name);
    private static readonly Counter<long> _turnedAway = _meter.CreateCounter<long>(
        "registry.turned_away", "{request}", "Requests that were turned away because too much waited.");

    private static readonly FrozenDictionary<ShedWork, string> _names = Enum.GetValues<ShedWork>()
        .ToFrozenDictionary(work => work, work => work.ToString().ToLowerInvariant());

    /// <summary>One was turned away.</summary>
    public static void TurnedAway(ShedWork work)
    {
        if (_turnedAway.Enabled) _turnedAway.Add(1, new KeyValuePair<string, object?>("work", _names[work]));
    }
}
