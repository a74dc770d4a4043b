using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>A vehicle certificate's worth on a day.</summary>
/// <param name="Status">What it is worth.</param>
/// <param name="Ground">Why it is cancelled; null otherwise.</param>
/// <param name="Since">The day from which a cancellation or an expiry holds; null otherwise.</param>
public readonly record struct VehicleStanding(CertificateStatus Status, VehicleEndGround? Ground, DateOnly? Since);

/// <summary>
/// Whether a vehicle's certificate is valid and its review overdue: pure functions of the state and the day, used by
/// API, pages, verification and trips alike.
/// </summary>
public static class VehicleValidity
{
    /// <summary>
    /// The worth on <paramref name="day"/> of the document with <paramref name="documentVersion"/>; null: the latest.
    /// </summary>
    public static VehicleStanding On(DateOnly day, Vehicle v, Rulebook rulebook, int? documentVersion = null)
    {
        if (v.End is { } end && end.EffectiveOn <= day)
            return new VehicleStanding(CertificateStatus.Cancelled, end.Ground, end.EffectiveOn);
        if (documentVersion is { } version && version != v.DocumentVersion)
            return new VehicleStanding(CertificateStatus.Replaced, null, null);
        if (v.Period.Contains(day) || v.Previous?.Contains(day) == true || IsDeemedExtended(day, v, rulebook))
            return new VehicleStanding(CertificateStatus.Valid, null, null);
        return new VehicleStanding(CertificateStatus.Expired, null, day > v.Period.To ? v.Period.To.AddDays(1) : null);
    }

    /// <summary>True when no review is in force on <paramref name="day"/>: its last day, inclusive, is over.</summary>
    public static bool IsReviewOverdue(DateOnly day, Vehicle v, Rulebook rulebook) => day > v.ReviewValidTo(rulebook);

    /// <summary>Administrative Licensing Law art. 50, an option that is off (G.3 #57).</summary>
    private static bool IsDeemedExtended(DateOnly day, Vehicle v, Rulebook rulebook) =>
        day > v.Period.To && v.Open(ServiceId.VehicleRenewal) is { } pending && rulebook.RoadAt(day).DeemedExtension
        && ShanghaiTime.DateOf(pending.SubmittedAt) <= v.Period.To;
}
