using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Portal.Words;

/// <summary>The name of a material in a service.</summary>
public static class MaterialNames
{
    /// <summary>The name that the service gives it.</summary>
    public static LocalText Of(ServiceId service, MaterialKind kind) =>
        Catalogue.Of(service) is var known && known.Subject == EntityKind.RailLicence
            ? RailServices.NameOf(kind)
            : known.Materials.FirstOrDefault(line => line.Kind == kind)?.Names ?? new("材料", "Material");
}
