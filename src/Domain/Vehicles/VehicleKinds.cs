using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>The kinds of vehicle certificate (道路运输证, http.md 5).</summary>
[JsonConverter(typeof(CamelCaseNames<VehicleKind>))]
public enum VehicleKind
{
    /// <summary>General freight (普通货运).</summary>
    GeneralFreight = 1,

    /// <summary>Dangerous goods (危险货物运输).</summary>
    DangerousGoods = 2,

    /// <summary>Passengers (旅客运输).</summary>
    Passenger = 3,
}

/// <summary>Operating status (营运状态), the codes of JT/T 415 5.4.6 (rules.md D.6). Numbers are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<OperatingStatus>))]
public enum OperatingStatus
{
    /// <summary>In operation (营运).</summary>
    Operating = 10,

    /// <summary>Laid up (停运).</summary>
    Suspended = 21,

    /// <summary>Reported lost (挂失).</summary>
    ReportedLost = 22,

    /// <summary>Moved out: another owner (迁出，过户).</summary>
    OwnerTransferred = 31,

    /// <summary>Moved out: another registration (迁出，转籍).</summary>
    RegistrationMoved = 32,

    /// <summary>Scrapped (报废).</summary>
    Scrapped = 33,

    /// <summary>Closed down (歇业).</summary>
    ClosedDown = 34,

    /// <summary>Cancelled (注销).</summary>
    Cancelled = 80,

    /// <summary>Any other (其他).</summary>
    Other = 90,
}

/// <summary>Technical grade (技术等级), rules.md A.8, D.3.</summary>
[JsonConverter(typeof(CamelCaseNames<TechnicalGrade>))]
public enum TechnicalGrade
{
    /// <summary>Grade 1 (一级).</summary>
    Grade1 = 1,

    /// <summary>Grade 2 (二级).</summary>
    Grade2 = 2,

    /// <summary>Grade 3 (三级).</summary>
    Grade3 = 3,

    /// <summary>Not passed (不合格).</summary>
    NotPassed = 9,
}

/// <summary>Why a vehicle's certificate was cancelled (rules.md A.11).</summary>
[JsonConverter(typeof(CamelCaseNames<VehicleEndGround>))]
public enum VehicleEndGround
{
    /// <summary>The operator asked for it: no longer operated (不再从业运营).</summary>
    Request = 1,

    /// <summary>Scrapped (报废).</summary>
    Scrapped = 2,

    /// <summary>Ordered by the authority, with a reason.</summary>
    Authority = 3,
}

/// <summary>The published names of kinds.</summary>
public static class VehicleKinds
{
    /// <summary>The name of <paramref name="kind"/>.</summary>
    public static string Name(this VehicleKind kind) => kind switch
    {
        VehicleKind.GeneralFreight => "generalFreight",
        VehicleKind.DangerousGoods => "dangerousGoods",
        VehicleKind.Passenger => "passenger",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
