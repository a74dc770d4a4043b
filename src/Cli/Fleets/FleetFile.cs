using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Cli.Fleets;

/// <summary>Reads and writes a fleet as JSON Lines, one operator or vehicle a line, by a strict contract.</summary>
internal static class FleetFile
{
    private static readonly JsonSerializerOptions _strict = new(RegistryJson.Wire.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The row of a line; throws <see cref="JsonException"/> with what is wrong.</summary>
    public static FleetRow Read(string line)
    {
        var row = JsonSerializer.Deserialize<FleetRow>(line, _strict);
        return row is { Operator: null } != row is { Vehicle: null }
            ? row! : throw new JsonException("A line is an operator or a vehicle.");
    }

    /// <summary>A row as a line, without its end.</summary>
    public static byte[] Line(FleetRow row) => JsonSerializer.SerializeToUtf8Bytes(row, RegistryJson.Wire.FleetRow);
}
