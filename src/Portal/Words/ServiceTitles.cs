using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// What services are called where those of every subject stand together. The railway's have short names in Chinese
/// (换证, 注销), which say enough only below the heading of the licence.
/// </summary>
public static class ServiceTitles
{
    /// <summary>The title of a service.</summary>
    public static LocalText Of(ServiceId id) => Catalogue.Of(id) is var service
        && service.Subject == EntityKind.RailLicence
            ? new($"铁路驾驶证 · {service.Names.Zh}", service.Names.En) : service.Names;
}
