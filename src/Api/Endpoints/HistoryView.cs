using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>One event as it is shown: identity numbers and phones inside it are masked.</summary>
public sealed record HistoryView(
    int Version, DateTimeOffset At, string By, string Channel, string? Cause, string RuleVersion, string Type, JsonNode Event,
    string Hash)
{
    /// <summary>The view of <paramref name="entry"/>.</summary>
    public static HistoryView Of(HistoryEntry entry)
    {
        var body = JsonNode.Parse(entry.Body.Span)!;
        Mask(body);
        return new HistoryView(entry.Version, ShanghaiTime.ToLocal(entry.At), entry.Actor, entry.Channel, entry.Cause,
            entry.RuleVersion, entry.Type, body, Convert.ToHexStringLower(entry.Hash.Span));
    }

    private static void Mask(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Mask(item);
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                if (value is JsonValue && value.GetValueKind() == System.Text.Json.JsonValueKind.String && name is "identityNumber" or "phone")
                    members[name] = name == "phone" ? IdentityNumber.MaskPhone((string)value!) : IdentityNumber.Mask((string)value!);
                else Mask(value);
            }
        }
    }
}
