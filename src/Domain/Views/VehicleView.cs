using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Views;

/// <summary>The operator in short.</summary>
public sealed record VehicleOperatorView(string Id, string Name);

/// <summary>The annual review.</summary>
/// <param name="PassedOn">The day of the last one; left out before the first.</param>
/// <param name="ValidTo">Its last day, inclusive.</param>
/// <param name="OpensOn">First day on which the next may be applied for, inclusive.</param>
/// <param name="Overdue">True when its last day is over.</param>
public sealed record ReviewView(DateOnly? PassedOn, DateOnly ValidTo, DateOnly OpensOn, bool Overdue);

/// <summary>The dates of the next renewal, both inclusive; the last may move while it is provisional (H.17).</summary>
public sealed record VehicleRenewalView(DateOnly OpensOn, DateOnly ClosesOn, bool Provisional);

/// <summary>
/// A vehicle as its operator and its authority see it (http.md 3), computed for the context's instant.
/// </summary>
public sealed record VehicleView(
    string Id, string Plate, PlateColour PlateColour, string Vin, VehicleKind Kind, VehicleOperatorView Operator,
    string CertificateNumber,
    string Authority,
    int? Seats,
    OperatingStatus OperatingStatus,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    int DocumentVersion,
    CertificateStatus Status,
    VehicleEndGround? StatusReason,
    DateOnly? StatusSince,
    ReviewView? Review,
    VehicleRenewalView? Renewal, TechnicalState? Technical, ImmutableArray<VehicleViolation> Violations,
    ImmutableArray<OpenApplicationView> OpenApplications, int Version)
{
    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static VehicleView Of(Vehicle v, Context context, int version)
    {
        var standing = VehicleValidity.On(context.Today, v, context.Rulebook);
        var over = v.End is not null;
        return new VehicleView(
            v.Key, v.Plate, v.PlateColour, v.Vin, v.Kind,
            new VehicleOperatorView(v.OperatorKey, context.OperatorOf(v.OperatorKey).Name), v.CertificateNumber,
            v.Authority, v.Seats, v.OperatingStatus, v.Period.From, v.Period.To, v.DocumentVersion, standing.Status,
            standing.Ground, standing.Since, over ? null : ReviewOf(v, context),
            over ? null : RenewalOf(v, context),
            v.Technical, v.Violations,
            [.. v.Applications.Where(a => a.IsOpen).Select(a => new OpenApplicationView(a.Id, a.Service, a.Status))],
            version);
    }

    private static VehicleRenewalView RenewalOf(Vehicle v, Context context)
    {
        var (closesOn, provisional) = v.RenewalClosesOn(context.Rulebook, context.Calendar);
        return new VehicleRenewalView(v.RenewalOpensOn(context.Road), closesOn, provisional);
    }

    private static ReviewView ReviewOf(Vehicle v, Context context) => new(
        v.ReviewedOn, v.ReviewValidTo(context.Rulebook), v.ReviewOpensOn(context.Rulebook, context.Road),
        VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook));
}
