using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// Reads from an application's body only the values that figures of work need. Skipping the rest takes a fraction of
/// the time of reading the whole application.
/// </summary>
internal static class WorkJson
{
    /// <summary>When it was decided, and what was asked to be added; null where the kind has no such value.</summary>
    public static (DateTimeOffset? DecidedAt, Supplement? Supplement) Read(EntityKind kind, ReadOnlySpan<byte> json)
    {
        var type = EntityKinds.Of(kind).Application!.Type;
        var (isRoad, isRail) = (type == typeof(Application), type == typeof(RailApplication));
        if (!isRoad && !isRail) return default;
        (DateTimeOffset? decidedAt, Supplement? supplement) = (null, null);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (decides, asks) = (reader.ValueTextEquals("decidedAt"u8), reader.ValueTextEquals("supplement"u8));
            reader.Read();
            if (decides && reader.TokenType == JsonTokenType.String) decidedAt = reader.GetDateTimeOffset();
            else if (asks && isRoad)
                supplement = JsonSerializer.Deserialize(ref reader, RegistryJson.Wire.Supplement);
            else reader.Skip();
        }
        return (decidedAt, supplement);
    }
}
