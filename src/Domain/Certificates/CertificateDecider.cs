using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Decides about commands to a certificate, after everything that is due was carried out (<see cref="DeadlineFirst"/>).
/// </summary>
public static class CertificateDecider
{
    /// <summary>The decision. The state is null before the certificate is registered.</summary>
    public static Decision Decide(
        EntityId id, Certificate? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterCertificate register) => CertificateRegistration.Decide(id, register, context),
            (null, _) => Refusals.NotFound(),
            (_, PassTime) => Decision.Nothing,
            ({ } c, Apply apply) => CertificateFiling.Decide(c, apply, context),
            ({ } c, ApplicationCommand step) =>
                ApplicationReview.Decide(RoadChain.Chain, c, c.Applications, step, context),
            ({ } c, RecordViolation or RecordEducation or Reassess) =>
                Officer(c, context) ?? CertificateExOfficio.Decide(c, command, context),
            ({ } c, CancelCertificate cancel) => Officer(c, context) ?? CertificateExOfficio.Cancel(c, cancel, context),
            (_, RegisterCertificate) => CertificateRefusals.NumberTaken(),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for certificates"),
        };

    private static Decision? Officer(Certificate c, Context context) =>
        ApplicationAuthorization.Officer(c.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;
}
