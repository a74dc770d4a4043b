using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Views;

/// <summary>What enforcement may see of a vehicle, computed for the instant of asking.</summary>
public sealed record LookupVehicleView(
    string Id, string Plate, PlateColour PlateColour, VehicleKind Kind, string OperatorName, string CertificateNumber,
    string Authority, OperatingStatus OperatingStatus, DateOnly ValidFrom, DateOnly ValidTo, CertificateStatus Status,
    VehicleEndGround? StatusReason, DateOnly? StatusSince, ReviewView? Review)
{
    /// <summary>The verdict on its document in circulation, as for a scan of it.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>
    /// The verdict on the certificate of its trip under way, or of its next trip; left out: no trip is booked.
    /// </summary>
    public Verdict? Trip { get; init; }

    /// <summary>The view, without verdicts.</summary>
    public static LookupVehicleView Of(VehicleView v) => new(
        v.Id, v.Plate, v.PlateColour, v.Kind, v.Operator.Name, v.CertificateNumber, v.Authority, v.OperatingStatus,
        v.ValidFrom, v.ValidTo, v.Status, v.StatusReason, v.StatusSince, v.Review);
}

/// <summary>What enforcement may see of a certificate, computed for the instant of asking; numbers masked.</summary>
public sealed record LookupView(
    string Id, PersonalData CertificateNumber, CertificateKind Kind, HolderView Holder, string ServiceUnit,
    string Authority, DateOnly ValidFrom, DateOnly ValidTo, CertificateStatus Status, CancellationGround? StatusReason,
    DateOnly? StatusSince)
{
    /// <summary>The verdict on the document in circulation, as for a scan of it.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The view, without a verdict.</summary>
    public static LookupView Of(CertificateView c) => new(
        c.Id, c.CertificateNumber, c.Kind, c.Holder, c.ServiceUnit, c.Authority, c.ValidFrom, c.ValidTo, c.Status,
        c.StatusReason, c.StatusSince);
}
