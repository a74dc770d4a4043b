using System.Globalization;
using System.Text.Json;

namespace OrleansRegistry.Bench.Setup;

/// <summary>What the runtimeconfig of the measured program says of the collector and the compiler, as environment of both sides.</summary>
internal static class RuntimeSettings
{
    private static readonly (string Property, string Variable)[] _known =
    [
        ("System.GC.Server", "DOTNET_gcServer"), ("System.GC.Concurrent", "DOTNET_gcConcurrent"),
        ("System.GC.DynamicAdaptationMode", "DOTNET_GCDynamicAdaptationMode"),
        ("System.GC.DGen0GrowthPercent", "DOTNET_GCDGen0GrowthPercent"),
        ("System.Runtime.TieredPGO", "DOTNET_TieredPGO"), ("System.Runtime.TieredCompilation", "DOTNET_TieredCompilation"),
        ("System.Runtime.TieredCompilation.CallCountThreshold", "DOTNET_TC_CallCountThreshold"),
    ];

    /// <summary>The variables.</summary>
    /// <param name="program">The name of its assembly.</param>
    public static Dictionary<string, string> Of(string program)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, program + ".runtimeconfig.json")));
        var properties = json.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        var settings = new Dictionary<string, string>();
        foreach (var (property, variable) in _known)
        {
            if (!properties.TryGetProperty(property, out var value)) continue;
            settings[variable] = value.ValueKind switch
            {
                JsonValueKind.True => "1",
                JsonValueKind.False => "0",
                _ => value.GetInt64().ToString("x", CultureInfo.InvariantCulture), // The environment is read as hexadecimal.
            };
        }
        return settings;
    }
}
