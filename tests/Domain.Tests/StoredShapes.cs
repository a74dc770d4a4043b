using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests;

/// <summary>
/// The members of the JSON contract as bytes know them: a line is the path of a member from a frozen name, and what is
/// written there. No line has the name of a C# type, so that a renaming changes nothing here, or something stored.
/// </summary>
internal static class StoredShapes
{
    private static readonly JsonSerializerOptions _options = RegistryJson.Wire.Options;

    /// <summary>The families that have lists of their own.</summary>
    private static readonly Type[] _listed = [typeof(Event), typeof(Command), typeof(EntityState)];

    /// <summary>Every member of <typeparamref name="T"/>, and of each type that is written in its place.</summary>
    public static IEnumerable<string> Of<T>(string root) => Family(root, _options.GetTypeInfo(typeof(T)), []);

    private static IEnumerable<string> Family(string path, JsonTypeInfo type, HashSet<Type> above)
    {
        if (type.PolymorphismOptions is not { } family) return Members(path, type, above);
        return family.DerivedTypes.SelectMany(derived => Members(
            $"{path}({derived.TypeDiscriminator})", _options.GetTypeInfo(derived.DerivedType), above));
    }

    private static IEnumerable<string> Members(string path, JsonTypeInfo type, HashSet<Type> above)
    {
        if (type.Kind is not JsonTypeInfoKind.Object || !above.Add(type.Type))
        {
            yield return $"{path}: {WrittenAs(type)}";
            yield break;
        }
        if (type.Properties.Count == 0) yield return $"{path}: nothing";
        foreach (var member in type.Properties.Where(member => member.Get is not null))
        {
            var value = _options.GetTypeInfo(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);
            var below = $"{path}.{member.Name}";
            while (value.ElementType is { } element)
            {
                below += value.Kind is JsonTypeInfoKind.Dictionary ? "{}" : "[]";
                value = _options.GetTypeInfo(Nullable.GetUnderlyingType(element) ?? element);
            }
            if (_listed.Contains(value.Type)) yield return $"{below}: one of a family";
            else foreach (var line in Family(below, value, above)) yield return line;
        }
        above.Remove(type.Type);
    }

    private static string WrittenAs(JsonTypeInfo type)
    {
        if (type.Kind is JsonTypeInfoKind.Object) return "as above";
        if (type.Type == typeof(string)) return "text";
        try
        {
            var value = type.Type.IsValueType ? Activator.CreateInstance(type.Type) : null;
            if (type.Type.IsEnum) value = Enum.GetValues(type.Type).GetValue(0);
            return JsonSerializer.SerializeToNode(value, type)?.GetValueKind() switch
            {
                JsonValueKind.String => "text",
                JsonValueKind.Number => "number",
                JsonValueKind.True or JsonValueKind.False => "true or false",
                _ => "a value of its own",
            };
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException)
        {
            return "text"; // A value of ours whose empty one cannot be written is written as a text.
        }
    }
}
