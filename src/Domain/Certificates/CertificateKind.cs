using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>The five kinds of road-transport qualification certificate (从业资格证, rules.md A.0).</summary>
[JsonConverter(typeof(CamelCaseNames<CertificateKind>))]
public enum CertificateKind
{
    /// <summary>Passenger driver (道路旅客运输驾驶员).</summary>
    PassengerDriver = 1,

    /// <summary>General-freight driver (普通货运驾驶员).</summary>
    FreightDriver = 2,

    /// <summary>Dangerous-goods driver (危货运输驾驶员).</summary>
    DangerousGoodsDriver = 3,

    /// <summary>Dangerous-goods escort (押运人员).</summary>
    DangerousGoodsEscort = 4,

    /// <summary>Dangerous-goods loading manager (装卸管理人员).</summary>
    DangerousGoodsLoader = 5,
}

/// <summary>The properties of each kind by law.</summary>
public static class CertificateKinds
{
    /// <summary>
    /// True for the three kinds that drive: they need a driving licence (A.7 (4)) and are assessed each year (A.3).
    /// </summary>
    public static bool Drives(this CertificateKind kind) =>
        kind is CertificateKind.PassengerDriver
            or CertificateKind.FreightDriver
            or CertificateKind.DangerousGoodsDriver;

    /// <summary>The name of the kind as the contract writes it.</summary>
    public static string Name(this CertificateKind kind) => kind switch
    {
        CertificateKind.PassengerDriver => "passengerDriver",
        CertificateKind.FreightDriver => "freightDriver",
        CertificateKind.DangerousGoodsDriver => "dangerousGoodsDriver",
        CertificateKind.DangerousGoodsEscort => "dangerousGoodsEscort",
        CertificateKind.DangerousGoodsLoader => "dangerousGoodsLoader",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>Why a certificate was cancelled (注销, rules.md A.7; http.md 5).</summary>
[JsonConverter(typeof(CamelCaseNames<CancellationGround>))]
public enum CancellationGround
{
    /// <summary>The holder died (A.7 (1)).</summary>
    Death = 1,

    /// <summary>The holder asked for it (A.7 (2)).</summary>
    Request = 2,

    /// <summary>The holder is older than the limit in force (A.7 (3), D.1).</summary>
    Age = 3,

    /// <summary>The driving licence was cancelled or revoked; drivers only (A.7 (4)).</summary>
    DrivingLicenceLost = 4,

    /// <summary>No renewal was applied for in the days after the expiry (A.7 (5)).</summary>
    Lapsed = 5,

    /// <summary>Ordered by the authority on another ground, with a reason.</summary>
    Authority = 6,
}
