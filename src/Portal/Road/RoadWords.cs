using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Portal.Road;

/// <summary>The words of the pages at the roadside.</summary>
internal static class RoadWords
{
    /// <summary>The words for the purpose of a look-up.</summary>
    public static LocalText Of(LookupPurpose purpose) => purpose switch
    {
        LookupPurpose.RoadCheck => new("路检", "Road check"),
        LookupPurpose.Report => new("举报或投诉", "Report or complaint"),
        LookupPurpose.EnterpriseCheck => new("企业检查", "Check at an enterprise"),
        LookupPurpose.Case => new("案件", "Case"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The words for the operating status of a vehicle.</summary>
    public static LocalText Of(OperatingStatus status) => status switch
    {
        OperatingStatus.Operating => new("营运", "In operation"),
        OperatingStatus.Suspended => new("停运", "Laid up"),
        OperatingStatus.ReportedLost => new("挂失", "Reported lost"),
        OperatingStatus.OwnerTransferred => new("迁出（过户）", "Moved out: another owner"),
        OperatingStatus.RegistrationMoved => new("迁出（转籍）", "Moved out: another registration"),
        OperatingStatus.Scrapped => new("报废", "Scrapped"),
        OperatingStatus.ClosedDown => new("歇业", "Closed down"),
        OperatingStatus.Cancelled => new("注销", "Cancelled"),
        OperatingStatus.Other => new("其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The CSS class for a plate's colour.</summary>
    public static string PlateLook(PlateColour? colour) => colour switch
    {
        PlateColour.Blue or PlateColour.FarmBlue => "blue",
        PlateColour.Green or PlateColour.GradientGreen or PlateColour.YellowGreen or PlateColour.FarmGreen => "green",
        PlateColour.White => "white",
        PlateColour.Black => "black",
        _ => "yellow",
    };
}
