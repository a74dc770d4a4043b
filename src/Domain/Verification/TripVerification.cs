using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// The verdict on a charter certificate at the roadside: the trip, its vehicle, its drivers and its carrier are read as
/// they are at this instant (G.6 #104-#108). First whether the document itself has ended, then what it depends on, then
/// the time.
/// </summary>
internal static class TripVerification
{
    public static Verdict Of(CredentialId id, Trip t, Context context)
    {
        var (result, reason, ground) = Worth(id, t, context);
        return new Verdict(result, reason, Subjects.Of(id, t, context), context.Local) { Ground = ground };
    }

    private static (VerdictResult, VerdictReason?, string?) Worth(CredentialId id, Trip t, Context context)
    {
        if (id.Number > t.PlanVersion) return (VerdictResult.Unknown, VerdictReason.NeverIssued, null);
        var status = TripTime.StatusAt(context.Now, t);
        if (status == TripStatus.Cancelled) return (VerdictResult.Revoked, VerdictReason.Cancelled, null);
        if (id.Number < t.PlanVersion) return (VerdictResult.Revoked, VerdictReason.Replaced, null);
        if (status == TripStatus.Refused) return (VerdictResult.Revoked, VerdictReason.Refused, null);
        if (status is TripStatus.Ended or TripStatus.Expired) return (VerdictResult.Expired, null, null);
        if (t.Medium == TripMedium.Paper) return (VerdictResult.PaperOnly, null, null);
        if (t.Medium == TripMedium.None) return (VerdictResult.Unknown, VerdictReason.NeverIssued, null);
        if (NotGood(t, context) is var (bad, why)) return (VerdictResult.Revoked, bad, why);
        if (t.Receipts.IsEmpty) return (VerdictResult.NotReceived, null, null);
        return (context.Now < t.Plan.DepartsAt ? VerdictResult.NotStarted : VerdictResult.Valid, null, null);
    }

    /// <summary>
    /// The first thing that the trip depends on and that is not valid today; null: all of it is valid. What is not on
    /// record is not valid.
    /// </summary>
    private static (VerdictReason Reason, string Ground)? NotGood(Trip t, Context context)
    {
        if (context.Facts.VehicleWith(t.Plan.VehicleKey) is not { } v)
            return (VerdictReason.VehicleNotValid, "notOnRecord");
        var vehicle = VehicleValidity.On(context.Today, v, context.Rulebook);
        if (vehicle.Status != CertificateStatus.Valid)
            return (VerdictReason.VehicleNotValid, Subjects.Name(vehicle.Status));
        if (v.OperatingStatus != OperatingStatus.Operating)
            return (VerdictReason.VehicleNotInOperation, Subjects.Name(v.OperatingStatus));
        if (VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook))
            return (VerdictReason.ReviewOverdue, "reviewOverdue");
        if (context.Facts.OperatorWith(t.OperatorKey) is not { } carrier || !MayCharter(carrier, context.Today))
            return (VerdictReason.CarrierNotValid, "permit");
        foreach (var driver in t.Plan.Drivers)
            if (NotGood(driver, context) is { } why) return (VerdictReason.DriverNotValid, why);
        return null;
    }

    /// <summary>True when the carrier has a permit that covers interprovincial charters (C.4).</summary>
    private static bool MayCharter(Operator carrier, DateOnly day)
    {
        foreach (var permit in carrier.Permits)
            if (permit.BoundOn is not null
                && permit.IsValidOn(day)
                && permit.Scopes.Contains(OperatingScope.InterprovincialCharter)) return true;
        return false;
    }

    /// <summary>Why the driver's passenger certificate is not valid; null: it is valid.</summary>
    private static string? NotGood(string driver, Context context)
    {
        var worst = "notOnRecord";
        if (context.Facts.Person(driver) is not { } person) return worst;
        if (person.DrivingLicence is { State: not DrivingLicenceState.Valid } licence)
            return $"drivingLicence {Subjects.Name(licence.State)}";
        foreach (var c in context.Facts.CertificatesOf(driver))
        {
            if (c.Kind != CertificateKind.PassengerDriver) continue;
            var status = CertificateValidity.On(context.Today, c, person, context.Rulebook, context.Calendar).Status;
            if (status == CertificateStatus.Valid) return null;
            worst = Subjects.Name(status);
        }
        return worst;
    }
}
