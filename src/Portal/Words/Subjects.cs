using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>The subjects of services, as headings of their list.</summary>
public static class Subjects
{
    /// <summary>The name of a kind of entity that services are about.</summary>
    public static LocalText Of(EntityKind kind) => kind switch
    {
        EntityKind.Certificate => new("道路运输从业资格证", "Road-transport certificates"),
        EntityKind.Vehicle => new("道路运输证（车辆）", "Certificates of vehicles"),
        EntityKind.Trip => new("省际包车", "Interprovincial charter"),
        EntityKind.RailLicence => new("铁路机车车辆驾驶证", "Railway driver licences"),
        EntityKind.Identity => new("身份认证", "Identity"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
