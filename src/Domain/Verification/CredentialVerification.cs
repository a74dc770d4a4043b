using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// The verdict on a document of this registry at the context's instant: a pure function of the present states, by the
/// same functions of validity as everywhere else. A document that is not certain to be good is not valid.
/// </summary>
public static class CredentialVerification
{
    /// <summary>
    /// The verdict on <paramref name="id"/>, whose entity is <paramref name="state"/>; null: there is none.
    /// </summary>
    /// <param name="id">The document.</param>
    /// <param name="state">The entity, as the store has it.</param>
    /// <param name="application">The application of a voucher; null: none.</param>
    /// <param name="context">The instant, the rules, and the facts that were read.</param>
    public static Verdict Of(
        CredentialId id, EntityState? state, Application? application, Context context) => (id.Kind, state) switch
        {
            (CredentialKind.PractitionerCertificate, Certificate c) => OfCertificate(id, c, context),
            (CredentialKind.VehicleCertificate, Vehicle v) => OfVehicle(id, v, context),
            (CredentialKind.CharterCertificate, Trip t) => TripVerification.Of(id, t, context),
            (CredentialKind.RailLicence, RailCareer { Licence: not null } c) => OfRailLicence(id, c, context),
            (CredentialKind.AssessmentVoucher, Certificate c) =>
                VoucherVerification.OfAssessment(id, c, application, context),
            (CredentialKind.ReviewVoucher, Vehicle v) => VoucherVerification.OfReview(id, v, application, context),
            _ => Verdict.NotKnown(VerdictReason.NotOnRecord, context.Local),
        };

    private static Verdict OfCertificate(CredentialId id, Certificate c, Context context)
    {
        var person = context.PersonOf(c.PersonKey);
        var standing = CertificateValidity.On(context.Today, c, person, context.Rulebook, context.Calendar, id.Number);
        var (result, reason) = Worth(standing.Status, id.Number, c.DocumentVersion, c.Period, context.Today);
        return new Verdict(result, reason, Subjects.Of(id, c, person), context.Local)
        {
            Ground = standing.Ground is { } ground ? Subjects.Name(ground) : null,
        };
    }

    private static Verdict OfVehicle(CredentialId id, Vehicle v, Context context)
    {
        var standing = VehicleValidity.On(context.Today, v, context.Rulebook, id.Number);
        var (result, reason) = Worth(standing.Status, id.Number, v.DocumentVersion, v.Period, context.Today);
        if (result == VerdictResult.Valid)
        {
            reason = v.OperatingStatus != OperatingStatus.Operating ? VerdictReason.VehicleNotInOperation
                : VehicleValidity.IsReviewOverdue(
                    context.Today, v, context.Rulebook) ? VerdictReason.ReviewOverdue : null;
        }
        return new Verdict(result, reason, Subjects.Of(id, v, context), context.Local)
        {
            Ground = standing.Ground is { } ground ? Subjects.Name(ground) : null,
        };
    }

    private static Verdict OfRailLicence(CredentialId id, RailCareer c, Context context)
    {
        var person = context.PersonOf(c.PersonKey);
        var licence = c.Licence!;
        var standing = RailValidity.On(context.Today, c, person, id.Number);
        var (result, reason) = Worth(StatusOf(standing.Status), id.Number, licence.DocumentVersion, licence.Period,
            context.Today);
        return new Verdict(result, reason, Subjects.Of(id, c, licence, person), context.Local)
        {
            Ground = standing.Ground is { } ground ? Subjects.Name(ground) : null,
        };
    }

    private static CertificateStatus StatusOf(RailLicenceStatus status) => status switch
    {
        RailLicenceStatus.Valid => CertificateStatus.Valid,
        RailLicenceStatus.Expired => CertificateStatus.Expired,
        RailLicenceStatus.Cancelled or RailLicenceStatus.Revoked => CertificateStatus.Cancelled,
        RailLicenceStatus.Replaced => CertificateStatus.Replaced,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The verdict for a document's status. A version that was never issued is treated as unknown.</summary>
    private static (VerdictResult Result, VerdictReason? Reason) Worth(
        CertificateStatus status, int number, int latest, Period period, DateOnly today) =>
        number > latest ? (VerdictResult.Unknown, VerdictReason.NeverIssued) : status switch
        {
            CertificateStatus.Valid => (VerdictResult.Valid, null),
            CertificateStatus.Expired => (today < period.From ? VerdictResult.NotStarted : VerdictResult.Expired, null),
            CertificateStatus.Cancelled => (VerdictResult.Revoked, VerdictReason.Cancelled),
            CertificateStatus.Replaced => (VerdictResult.Revoked, VerdictReason.Replaced),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
