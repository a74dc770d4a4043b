using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>The status of a vehicle's certificate on a day.</summary>
/// <param name="Status">The status.</param>
/// <param name="Ground">Why it is cancelled; null otherwise.</param>
/// <param name="Since">The day from which it is cancelled or expired; null otherwise.</param>
public readonly record struct VehicleStanding(CertificateStatus Status, VehicleEndGround? Ground, DateOnly? Since);

/// <summary>
/// Whether a vehicle's certificate is valid and its review overdue: pure functions of the state and the day, used by
/// API, pages, verification and trips alike.
/// </summary>
public static class VehicleValidity
{
    /// <summary>
    /// The status on <paramref name="day"/> of the document with <paramref name="documentVersion"/>; null: of the
    /// latest document.
    /// </summary>
    public static VehicleStanding On(DateOnly day, Vehicle v, Rulebook rulebook, int? documentVersion = null)
    {
        if (v.End is { } end && end.EffectiveOn <= day)
            return new VehicleStanding(CertificateStatus.Cancelled, end.Ground, end.EffectiveOn);
        if (documentVersion is { } version && version != v.DocumentVersion)
            return new VehicleStanding(CertificateStatus.Replaced, null, null);
        if (v.Period.Contains(day) || v.Previous?.Contains(day) == true
            || v.Period.IsDeemedExtended(day, v.Open(ServiceId.VehicleRenewal)?.SubmittedAt, rulebook))
            return new VehicleStanding(CertificateStatus.Valid, null, null);
        return new VehicleStanding(CertificateStatus.Expired, null, v.Period.OverSince(day));
    }

    /// <summary>
    /// True when the last day of the review is before <paramref name="day"/>, so that no review is in force.
    /// </summary>
    public static bool IsReviewOverdue(DateOnly day, Vehicle v, Rulebook rulebook) => day > v.ReviewValidTo(rulebook);
}
