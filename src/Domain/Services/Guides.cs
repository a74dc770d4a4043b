using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>The guide of each service. If a service has none, an exception is thrown at its first use.</summary>
internal static class Guides
{
    /// <summary>Version of the notices: the day on which their text was last changed.</summary>
    public const string Version = "2026-11-29";

    public static ServiceGuide Of(ServiceId service) => service switch
    {
        ServiceId.CertificateAssessment => CertificateGuides.Assessment,
        ServiceId.CertificateRenewal => CertificateGuides.Renewal,
        ServiceId.CertificateReissue => CertificateGuides.Reissue,
        ServiceId.CertificateChange => CertificateGuides.Change,
        ServiceId.CertificateCancellation => CertificateGuides.Cancellation,
        ServiceId.VehicleAnnualReview => VehicleGuides.Review,
        ServiceId.VehicleReissue => VehicleGuides.Reissue,
        ServiceId.VehicleRenewal => VehicleGuides.Renewal,
        ServiceId.VehicleCancellation => VehicleGuides.Cancellation,
        ServiceId.RailFirst => RailGuides.First,
        ServiceId.RailUpgrade => RailGuides.Upgrade,
        ServiceId.RailRenewal => RailGuides.Renewal,
        ServiceId.RailReissue => RailGuides.Reissue,
        ServiceId.RailCancellation => RailGuides.Cancellation,
        ServiceId.TripFiling => OtherGuides.Trip,
        ServiceId.IdentityBinding => OtherGuides.Identity,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, null),
    };

    public static LocalText RoadNature { get; } = new("依申请办理的政务服务事项", "Public service on application");

    /// <summary>Carriage is no public charge: it is paid to the courier on delivery.</summary>
    public static Fee Courier { get; } = new(
        new("邮寄费", "Courier"),
        new("选择邮寄的，由收件人到付；自取不收费。", "Paid by the recipient on delivery; picking it up costs nothing."), []);

    public static LocalText ReadNotice { get; } = new("阅读业务须知。", "Read the notice.");

    public static LocalText Follow { get; } = new(
        "在“我的办件”查看进度；提交后 {accept} 个工作日内受理，受理后 {decide} 个工作日内反馈结果。",
        "Follow it under my applications: accepted within {accept} working days, decided within {decide} after that.");

    public static LocalText Receive { get; } = new(
        "通过邮寄到付或自取领取证件；自取的，{months} 个月内领取。",
        "Get the document by post, pay on delivery, or pick it up within {months} month(s).");

    public static LocalText Ask { get; } = new(
        "对结果有疑问的，联系业务办理人员沟通处理。", "Questions about the result are answered by the desk that handled it.");
}
