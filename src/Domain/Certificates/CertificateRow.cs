using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>The holder as a register names it. If the kind of identity is not given, it is a citizen's.</summary>
public sealed record HolderRow(
    string Name, string IdentityNumber, IdentityKind? IdentityKind = null, DateOnly? BornOn = null);

/// <summary>
/// One certificate as registers exchange it: the body of <c>POST /api/v1/certificates</c>, a line of an imported or
/// exported file. <see cref="RegisterCertificate"/> says what the members mean and what is refused.
/// </summary>
public sealed record CertificateRow(
    string CertificateNumber, CertificateKind Kind, HolderRow Holder, string Authority, DateOnly FirstIssuedOn,
    DateOnly ValidFrom, DateOnly? ValidTo = null, string? ServiceUnit = null, int? DocumentVersion = null,
    Grade? LastGrade = null, int? LastGradedCycle = null, int? Points = null,
    CancellationGround? CancelledBy = null, DateOnly? CancelledOn = null, DateOnly? PreviousFrom = null)
{
    /// <summary>The command for the holder.</summary>
    public RegisterPerson ToPerson() =>
        new(Holder.Name, Holder.IdentityKind ?? IdentityKind.CitizenId, Holder.IdentityNumber, Holder.BornOn);

    /// <summary>The command for the certificate; the holder's key comes when the person is known.</summary>
    public RegisterCertificate ToCertificate() => new()
    {
        Number = CertificateNumber, Kind = Kind, PersonKey = "", ServiceUnit = ServiceUnit, Authority = Authority,
        FirstIssuedOn = FirstIssuedOn, ValidFrom = ValidFrom, ValidTo = ValidTo, DocumentVersion = DocumentVersion,
        LastGrade = LastGrade, LastGradedCycle = LastGradedCycle, Points = Points,
        CancelledBy = CancelledBy, CancelledOn = CancelledOn, PreviousFrom = PreviousFrom,
    };

    /// <summary>
    /// The row of a certificate of this register. Its points are those of the cycle that runs on
    /// <paramref name="today"/>, which is how the receiving register reads them.
    /// </summary>
    public static CertificateRow Of(Certificate c, Person person, DateOnly today) => new(
        c.Number, c.Kind, new HolderRow(person.Name, person.IdentityNumber, person.IdentityKind, person.BornOn),
        c.Authority, c.FirstIssuedOn, c.Period.From, c.Period.To, c.ServiceUnit, c.DocumentVersion,
        c.Assessment is { LastGradedCycle: > 0 } graded ? graded.LastGrade : null,
        c.Assessment is { LastGradedCycle: > 0 } cycle ? cycle.LastGradedCycle : null,
        c.Assessment is { } a
            && a.Of(RunningCycle(c.FirstIssuedOn, a.ClosedThrough, today)).Points is > 0 and var points ? points : null,
        c.Cancellation?.Ground, c.Cancellation?.EffectiveOn, c.Period.From > today ? c.Previous?.From : null);

    /// <summary>The cycle to which the points of a row belong.</summary>
    internal static int RunningCycle(DateOnly firstIssuedOn, int closedThrough, DateOnly today) =>
        Math.Max(closedThrough, AssessmentCycles.LastEndedBefore(firstIssuedOn, today)) + 1;

    /// <summary>The row of a holder's and a certificate's command.</summary>
    public static CertificateRow Of(RegisterPerson p, RegisterCertificate c) => new(
        c.Number, c.Kind, new HolderRow(p.Name, p.IdentityNumber, p.IdentityKind, p.BornOn), c.Authority,
        c.FirstIssuedOn, c.ValidFrom, c.ValidTo, c.ServiceUnit, c.DocumentVersion, c.LastGrade, c.LastGradedCycle,
        c.Points, c.CancelledBy, c.CancelledOn, c.PreviousFrom);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.CertificateRow);
}
