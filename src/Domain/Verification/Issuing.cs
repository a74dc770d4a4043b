using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>What the token of a document in circulation says; a pure function of the state.</summary>
public static class Issuing
{
    /// <summary>The issuer of railway driver licences: the national administration, which is in no province.</summary>
    public const string RailIssuer = "00";

    /// <summary>
    /// The document in circulation of an entity, whether or not it is valid; null: the entity has none.
    /// </summary>
    public static CredentialId? Latest(EntityState state) => state switch
    {
        Certificate c => new CredentialId(
            CredentialKind.PractitionerCertificate, new EntityId(EntityKind.Certificate, c.Key), c.DocumentVersion),
        Vehicle v => new CredentialId(
            CredentialKind.VehicleCertificate, new EntityId(EntityKind.Vehicle, v.Key), v.DocumentVersion),
        Trip t =>
            new CredentialId(CredentialKind.CharterCertificate, new EntityId(EntityKind.Trip, t.Key), t.PlanVersion),
        RailCareer { Licence: { } licence } c => new CredentialId(
            CredentialKind.RailLicence, new EntityId(EntityKind.RailLicence, c.Key), licence.DocumentVersion),
        _ => null,
    };

    /// <summary>
    /// The claims for the latest document; null: there is no electronic document, or it has no room in a token.
    /// </summary>
    /// <param name="state">The entity.</param>
    /// <param name="plate">
    /// The plate of a trip's vehicle, without which no other province could recognise the code (docs/adr/0054); null:
    /// the document is not of a trip. A plate that <see cref="TokenText.IsPlate"/> refuses is left out.
    /// </param>
    public static TokenClaims? Of(EntityState state, string? plate = null) => state switch
    {
        Certificate c => Claims(
            Latest(c)!.Value, c.Authority, (Subjects.Begin(c.Period, c.Previous), ShanghaiTime.EndOf(c.Period.To))),
        Vehicle v => Claims(
            Latest(v)!.Value, v.Authority, (Subjects.Begin(v.Period, v.Previous), ShanghaiTime.EndOf(v.Period.To))),
        Trip { Medium: not TripMedium.None } t => // The paper plate's says that the paper counts.
            Claims(Latest(t)!.Value, t.Authority, (t.Plan.DepartsAt, t.Plan.ReturnsAt)) is { } claims
                ? claims with { Plate = plate is not null && TokenText.IsPlate(plate) ? plate : null } : null,
        RailCareer { Licence: { } licence } c => Claims(Latest(c)!.Value, RailIssuer,
            (Subjects.Begin(licence.Period, licence.Previous), ShanghaiTime.EndOf(licence.Period.To))),
        _ => null,
    };

    /// <summary>The claims for the voucher of an application; null: it has none, or it is not granted.</summary>
    public static TokenClaims? OfVoucher(
        EntityState state, Application application, int number, Context context) => state switch
        {
            Certificate c when VoucherVerification.IsGranted(application, ServiceId.CertificateAssessment)
                && application.Cycle is { } cycle =>
                Claims(
                    new CredentialId(
                        CredentialKind.AssessmentVoucher, new EntityId(EntityKind.Certificate, c.Key), number),
                    c.Authority,
                    VoucherVerification.AssessmentTimes(c, application, cycle, context)),
            Vehicle v when VoucherVerification.IsGranted(application, ServiceId.VehicleAnnualReview) =>
                Claims(
                    new CredentialId(CredentialKind.ReviewVoucher, new EntityId(EntityKind.Vehicle, v.Key), number),
                    v.Authority,
                    VoucherVerification.ReviewTimes(application, context)),
            _ => null,
        };

    /// <summary>
    /// Whole minutes: a token may begin a little early, because the state decides whether it has begun.
    /// </summary>
    private static TokenClaims? Claims(
        CredentialId id, string authority, (DateTimeOffset From, DateTimeOffset Until) times)
    {
        if (!id.HasRoom || authority.Length < 2) return null;
        var ends = DateTimeOffset.FromUnixTimeSeconds(times.Until.ToUnixTimeSeconds());
        var minutes = Math.Ceiling((ends - times.From).TotalMinutes);
        return new TokenClaims(authority[..2], id, ends.AddMinutes(-Math.Max(0, minutes)), ends);
    }
}
