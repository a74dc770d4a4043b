using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Finds what is wrong with a body or a row of a file that could not be read, and says so by JSON path. Speed does not
/// matter here, as only refused bodies come here. It does not depend on the wording of exceptions.
/// </summary>
public sealed class JsonFaults
{
    /// <summary>Deepest nesting of a body, inclusive.</summary>
    public const int MaxDepth = 32;

    private const int MaxFaults = 20;

    private readonly ImmutableArray<FieldFault>.Builder _unknown = ImmutableArray.CreateBuilder<FieldFault>();
    private readonly ImmutableArray<FieldFault>.Builder _faults = ImmutableArray.CreateBuilder<FieldFault>();

    private JsonFaults() { }

    /// <summary>The refusal of <paramref name="body"/>, which could not be read as <paramref name="type"/>.</summary>
    public static Refusal Of(ReadOnlyMemory<byte> body, JsonTypeInfo type, string? pathOfException, string prefix = "")
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var faults = new JsonFaults();
            faults.Look(document.RootElement, type, prefix);
            if (faults._unknown.Count > 0) return BodyRefusals.UnknownFields(faults._unknown.Take(MaxFaults));
            if (faults._faults.Count > 0) return Refusals.Malformed([.. faults._faults.Take(MaxFaults)]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter: a name with half of a surrogate pair, which JSON's grammar allows but which is not text.
            return Refusals.Malformed(BodyRefusals.NotJson(prefix.Length == 0 ? "$" : prefix));
        }
        return Refusals.Malformed(BodyRefusals.Wrong(Joined(prefix, Short(pathOfException))));
    }

    private void Look(JsonElement element, JsonTypeInfo type, string path)
    {
        if (type.Kind == JsonTypeInfoKind.Object && element.ValueKind == JsonValueKind.Object)
            LookInto(element, type, path);
        else if (type.Kind == JsonTypeInfoKind.Enumerable && element.ValueKind == JsonValueKind.Array)
        {
            var item = type.Options.GetTypeInfo(type.ElementType!);
            var index = 0;
            foreach (var one in element.EnumerateArray()) Look(one, item, $"{path}[{index++}]");
        }
    }

    private void LookInto(JsonElement element, JsonTypeInfo type, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var at = Joined(path, member.Name);
            var property = type.Properties.FirstOrDefault(known => known.Name == member.Name);
            if (!seen.Add(member.Name)) _faults.Add(BodyRefusals.Twice(at));
            else if (property is null) _unknown.Add(BodyRefusals.Unknown(at));
            else Look(member.Value, type.Options.GetTypeInfo(property.PropertyType), at);
        }
        foreach (var property in type.Properties)
            if (property.IsRequired && !seen.Contains(property.Name))
                _faults.Add(BodyRefusals.Missing(Joined(path, property.Name)));
    }

    /// <summary>Shortens "$.form.phone" to "form.phone", as other faults of the registry write it.</summary>
    private static string Short(string? path) =>
        path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static string Joined(string path, string name) =>
        path.Length == 0 ? (name.Length == 0 ? "$" : name) : name.Length == 0 ? path : $"{path}.{name}";
}
