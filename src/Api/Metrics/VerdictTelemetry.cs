using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Text.Json;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Metrics;

/// <summary>Counts checks at the roadside by their verdict; while nobody listens nothing is counted.</summary>
public static class VerdictTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "OrleansRegistry.Api";

    private static readonly Meter _meter = new(Name);
    private static readonly Counter<long> _verdicts = _meter.CreateCounter<long>(
        "registry.verdicts", "{check}", "Checks of a code at the roadside, by what they answered.");

    /// <summary>The names as they are published.</summary>
    private static readonly FrozenDictionary<VerdictResult, string> _names = Enum.GetValues<VerdictResult>()
        .ToFrozenDictionary(result => result, result => JsonNamingPolicy.CamelCase.ConvertName(result.ToString()));

    /// <summary>Somebody was answered.</summary>
    internal static void Answered(Verdict verdict)
    {
        if (_verdicts.Enabled) _verdicts.Add(1, new KeyValuePair<string, object?>("result", _names[verdict.Result]));
    }
}
