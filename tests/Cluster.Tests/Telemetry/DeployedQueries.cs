using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>The queries of deploy/: of the dashboard's panels, of the alarms, and of the adapter that scales.</summary>
internal static partial class DeployedQueries
{
    private static readonly string _folder = Path.Combine(typeof(DeployedQueries).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RegistryRoot").Value!, "deploy");

    public static IEnumerable<(string Text, string[] Series)> All() => Panels().Concat(Alarms())
        .Select(query => (query, SeriesOf(query)));

    private static IEnumerable<string> Panels() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "dashboards", "registry.json")))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => (string)target!["expr"]!);

    private static IEnumerable<string> Alarms() => Directory.EnumerateFiles(Path.Combine(_folder, "alerts"), "*.yaml")
        .Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal))
        .SelectMany(file => Expression().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

    /// <summary>What is left of a query without labels, ranges, groupings, functions and numbers.</summary>
    private static string[] SeriesOf(string query) =>
        [.. Word().Matches(Aside().Replace(query, " ")).Select(match => match.Value)
            .Where(word => word is not ("or" or "and")).Distinct()];

    [GeneratedRegex(@"(?:expr|metricsQuery): '?([^'\n]+)")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without)\s*\([^)]*\)|""[^""]*""")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\b[a-z_][a-z0-9_:]*\b(?!\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
