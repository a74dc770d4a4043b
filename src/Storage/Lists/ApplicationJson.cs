using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// The body of an application's index row: the application itself, by the chain that its entity belongs to.
/// </summary>
internal static class ApplicationJson
{
    public static byte[] Write(IApplication application) => application switch
    {
        RailApplication rail => JsonSerializer.SerializeToUtf8Bytes(rail, RegistryJson.Wire.RailApplication),
        BindingApplication binding => JsonSerializer.SerializeToUtf8Bytes(binding,
            RegistryJson.Wire.BindingApplication),
        Application road => JsonSerializer.SerializeToUtf8Bytes(road, RegistryJson.Wire.Application),
        _ => throw new ArgumentOutOfRangeException(nameof(application)),
    };

    public static IApplication Read(EntityKind kind, ReadOnlySpan<byte> json) => kind switch
        {
            EntityKind.RailLicence => (IApplication?)JsonSerializer.Deserialize(json,
                RegistryJson.Default.RailApplication),
            EntityKind.Identity => JsonSerializer.Deserialize(json, RegistryJson.Default.BindingApplication),
            _ => JsonSerializer.Deserialize(json, RegistryJson.Default.Application),
        }
        ?? throw new InvalidOperationException("an application's row has the body null");
}
