using System.Text.RegularExpressions;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>
/// What a series that came by OTLP is called in Prometheus: dots and dashes become underscores, the unit and _total are
/// appended ("UnderscoreEscapingWithSuffixes", its default, and that of the collector's exporter).
/// </summary>
internal static partial class PrometheusNames
{
    public static IEnumerable<string> Of(Measured series)
    {
        var name = Other().Replace(series.Name, "_");
        var unit = series.Unit switch
        {
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            "1" or "" => "",
            _ when series.Unit.StartsWith('{') => "",
            var other => other,
        };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) name += "_" + unit;
        return series.Type switch
        {
            "histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            "counter" => [name + "_total"],
            _ => [name],
        };
    }

    /// <summary>The series on a page in Prometheus' own text.</summary>
    public static IEnumerable<string> OfPage(string page) => page.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]);

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Other();
}
