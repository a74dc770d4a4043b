using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Words;

/// <summary>The categories by which the register counts its documents.</summary>
public static class CategoryNames
{
    /// <summary>The words for a category; a category of a newer program is shown by its stored name.</summary>
    public static LocalText Of(string category) =>
        Enum.GetValues<CertificateKind>().Where(kind => kind.Name() == category).Select(SheetWords.Of)
            .Concat(Enum.GetValues<VehicleKind>().Where(kind => kind.Name() == category).Select(SheetWords.Of))
            .FirstOrDefault() ?? (category == "railLicence"
                ? new("铁路机车车辆驾驶证", "Railway driver licence") : new(category, category));
}
