using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Simulation.Load;

/// <summary>What one silo was measured to do. The numbers are from costs.json, which names their source.</summary>
/// <param name="CommandsASecond">Durable commands through one silo on PostgreSQL.</param>
/// <param name="DeadlinesASecond">Deadlines of a storm through one silo on PostgreSQL.</param>
public sealed record MeasuredCosts(double CommandsASecond, double DeadlinesASecond)
{
    /// <summary>The costs that are built into the program.</summary>
    public static MeasuredCosts Embedded { get; } = Read();

    private static MeasuredCosts Read()
    {
        using var file = typeof(MeasuredCosts).Assembly.GetManifestResourceStream("costs.json")!;
        return JsonSerializer.Deserialize(file, CostsJson.Default.MeasuredCosts)!;
    }
}

/// <summary>Reads costs.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MeasuredCosts))]
internal sealed partial class CostsJson : JsonSerializerContext;
