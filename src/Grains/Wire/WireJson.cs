using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains.Wire;

/// <summary>
/// The one JSON contract, as silos use it among themselves: a list that was never set is left out, and comes back as
/// one that was never set. The writer refuses such a list otherwise, and a command that is fine within a silo would not
/// reach another one.
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
