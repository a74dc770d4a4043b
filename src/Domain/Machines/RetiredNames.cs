using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Names under which older versions stored or sent a command. Each is read as the command that replaced it, which has
/// the same members; none of them is written any more. The list only grows.
/// </summary>
public static class RetiredNames
{
    /// <summary>The present name for each retired one.</summary>
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["railApplication.apply"] = "application.apply",
        ["railApplication.resubmit"] = "application.answerSupplement",
        ["railApplication.accept"] = "application.accept",
        ["railApplication.notAccept"] = "application.notAccept",
        ["railApplication.grant"] = "application.approve",
        ["railApplication.refuse"] = "application.refuse",
        ["railApplication.makeReady"] = "application.makeReady",
        ["railApplication.deliver"] = "application.deliver",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The command in <paramref name="json"/>, UTF-8.</summary>
    public static Command CommandOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return Read(ref reader, RegistryJson.Wire.Command);
    }

    internal static Command Read(ref Utf8JsonReader reader, JsonTypeInfo<Command> commands)
    {
        if (NameInUse(reader) is not { } name) return JsonSerializer.Deserialize(ref reader, commands)!;
        var renamed = JsonNode.Parse(ref reader)!;
        renamed["type"] = name;
        return renamed.Deserialize(commands)!;
    }

    /// <summary>The name that replaced the one that follows in the reader; null: that one is in use.</summary>
    private static string? NameInUse(Utf8JsonReader ahead)
    {
        if (ahead.TokenType == JsonTokenType.None) ahead.Read();
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isName = ahead.ValueTextEquals("type");
            ahead.Read();
            if (isName) return All.GetValueOrDefault(ahead.GetString()!);
            ahead.Skip();
        }
        return null;
    }
}

/// <summary>A command within an envelope; see <see cref="RetiredNames"/>.</summary>
internal sealed class SentCommand : JsonConverter<Command>
{
    public override Command Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RetiredNames.Read(ref reader, (JsonTypeInfo<Command>)options.GetTypeInfo(typeof(Command)));

    public override void Write(Utf8JsonWriter writer, Command value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<Command>)options.GetTypeInfo(typeof(Command)));
}
