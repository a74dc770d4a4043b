using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// Compares a JSON text strictly with the type that is to be read from it. Faults are members that are unknown, missing
/// or repeated, values of another type, and blank texts. Every fault names its place, as in
/// <c>parameters pickUpMonths: zh is missing.</c>
/// </summary>
internal static class RuleShape
{
    /// <summary>
    /// Adds every fault of <paramref name="json"/> at <paramref name="place"/>; "" is the file itself.
    /// </summary>
    public static void Check(JsonElement json, JsonTypeInfo type, string place, RuleFaults faults)
    {
        var known = type.Options.GetTypeInfo(type.Type); // With its members worked out.
        switch (known.Kind)
        {
            case JsonTypeInfoKind.Object: CheckObject(json, known, place, faults); break;
            case JsonTypeInfoKind.Enumerable: CheckList(json, known, place, faults); break;
            case JsonTypeInfoKind.Dictionary: CheckMembers(json, place, faults); break;
            default: CheckValue(json, known, place, faults); break;
        }
    }

    private static void CheckObject(JsonElement json, JsonTypeInfo type, string place, RuleFaults faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{Here(place)} must be an object.");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var property = type.Properties.FirstOrDefault(known => known.Name == member.Name);
            if (property is null) faults.Add($"{Here(place)}: member \"{member.Name}\" is unknown.");
            else if (!seen.Add(member.Name)) faults.Add($"{Here(place)}: {member.Name} stands twice.");
            else if (member.Value.ValueKind != JsonValueKind.Null || !property.IsSetNullable)
                Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), Below(place, member.Name), faults);
        }
        foreach (var property in type.Properties)
            if (IsDemanded(property) && !seen.Contains(property.Name))
                faults.Add($"{Here(place)}: {property.Name} is missing.");
    }

    private static bool IsDemanded(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    /// <summary>For members of any name; the reader checks their content.</summary>
    private static void CheckMembers(JsonElement json, string place, RuleFaults faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{Here(place)} must be an object.");
            return;
        }
        foreach (var group in json.EnumerateObject().CountBy(member => member.Name))
            if (group.Value > 1) faults.Add($"{Here(place)}: {group.Key} stands twice.");
    }

    private static void CheckList(JsonElement json, JsonTypeInfo type, string place, RuleFaults faults)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"{Here(place)} must be a list.");
            return;
        }
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var number = 0;
        foreach (var item in json.EnumerateArray()) Check(item, element, ItemOf(place, item, ++number), faults);
    }

    private static void CheckValue(JsonElement json, JsonTypeInfo type, string place, RuleFaults faults)
    {
        try
        {
            if (json.Deserialize(type) is not string text || !string.IsNullOrWhiteSpace(text)) return;
        }
        catch (JsonException)
        {
            // Reported below in our own words, because those of the exception may change.
        }
        faults.Add($"{Here(place)} must be {Expected(type)}, not {json.GetRawText()}.");
    }

    private static string Expected(JsonTypeInfo type)
    {
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (wanted == typeof(string)) return "a text";
        if (wanted == typeof(bool)) return "true or false";
        if (wanted == typeof(DateOnly)) return "a date like 2026-03-20";
        if (wanted == typeof(DateTimeOffset)) return "an instant like 2024-05-20T09:00:00+08:00";
        if (wanted.IsEnum)
            return "one of " + string.Join(", ", Enum.GetValues(wanted).Cast<object>()
                .Select(value => JsonSerializer.Serialize(value, type.Options.GetTypeInfo(wanted))));
        return "a whole number";
    }

    private static string Here(string place) => place.Length == 0 ? "The file" : place;

    /// <summary>The place of a member; a member of the file itself has nothing before its name.</summary>
    private static string Below(string place, string member) => place.Length == 0 ? member : $"{place}: {member}";

    /// <summary>Names an item by its id, otherwise by its position, from 1.</summary>
    private static string ItemOf(string list, JsonElement item, int number) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id)
            && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } name
            ? $"{list} {name}"
            : $"{list} {number}";
}
