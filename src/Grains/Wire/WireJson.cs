using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains.Wire;

/// <summary>
/// The one JSON contract with an addition for messages between silos: a list that was never set is left out, and is
/// read as one that was never set. Without it the writer refuses such a list, and a command that works inside a silo
/// could not be sent to another.
/// </summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions _options = new(RegistryJson.Wire.Options)
    {
        TypeInfoResolver = ((IJsonTypeInfoResolver)RegistryJson.Wire).WithAddedModifier(LeaveOutListsNeverSet),
    };

    /// <summary>How a value of this type is written and read.</summary>
    public static JsonTypeInfo Of(Type type) => _options.GetTypeInfo(type);

    private static void LeaveOutListsNeverSet(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!property.PropertyType.IsGenericType
                || property.PropertyType.GetGenericTypeDefinition() != typeof(ImmutableArray<>)) continue;
            var (neverSet, asBefore) = (Activator.CreateInstance(property.PropertyType)!, property.ShouldSerialize);
            property.ShouldSerialize = (owner, list) => !neverSet.Equals(list)
                && asBefore?.Invoke(owner, list) != false;
        }
    }
}
