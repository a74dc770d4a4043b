using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>Judges commands to a certificate, once everything that is due has been done (<see cref="Punctual"/>).</summary>
public static class CertificateDecider
{
    private static readonly Course<Certificate> _course = new(CertificateEvolution.Evolve,
        (certificate, context) => Duties.Next(certificate, context.PersonOf(certificate.PersonKey), context));

    /// <summary>The decision. The state is null before the certificate is registered.</summary>
    public static Decision Decide(EntityId id, Certificate? state, Command command, Context context) =>
        Punctual.Decide(_course, state, now => Judge(id, now, command, context), context);

    private static Decision Judge(EntityId id, Certificate? state, Command command, Context context) => (state, command) switch
    {
        (null, RegisterCertificate register) => Registration.Decide(id, register, context),
        (null, _) => Refusals.NotFound(),
        (_, PassTime) => Decision.Nothing,
        ({ } c, Apply apply) => Filing.Decide(c, apply, context),
        ({ } c, ApplicationCommand desk) => DeskGate.Decide(c, desk,
            (application, approve) => Approval.Decide(c, application, approve, context), context),
        ({ } c, RecordViolation or RecordEducation or Reassess) => Officer(c, context) ?? ExOfficio.Decide(c, command, context),
        ({ } c, CancelCertificate cancel) => Officer(c, context) ?? ExOfficio.Cancel(c, cancel, context),
        (_, RegisterCertificate) => CertificateRefusals.NumberTaken(),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for certificates"),
    };

    private static Decision? Officer(Certificate c, Context context) =>
        DeskGate.Officer(c.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;
}
