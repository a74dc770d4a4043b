using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>A class as the text on the licence, J5S1; any other text is refused.</summary>
public sealed class RailClassJson : JsonConverter<RailClass>
{
    /// <inheritdoc/>
    public override RailClass Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? RailClass.Parse(reader.GetString()) : null)
        ?? throw new JsonException("This is not a class of the railway driver licence.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RailClass value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
