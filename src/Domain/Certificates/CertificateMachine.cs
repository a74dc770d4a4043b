using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>The machine of certificates, as the hosts call it.</summary>
public sealed class CertificateMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static CertificateMachine Instance { get; } = new();

    private CertificateMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Certificate;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) => new(
        (state as Certificate)?.PersonKey ?? (command as RegisterCertificate)?.PersonKey,
        MaterialCheck.DocumentsOf(command));

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        CertificateDecider.Decide(id, (Certificate?)state, command, context);

    /// <inheritdoc/>
    protected override Filing? FilingNow(EntityState? state, Command command, Context context) =>
        state is Certificate c && command is Apply apply ? CertificateFiling.Of(c, apply, context) : null;

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        CertificateEvolution.Evolve((Certificate?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context)
    {
        var certificate = (Certificate)state;
        return CertificateDeadlines.Next(certificate, context.PersonOf(certificate.PersonKey), context);
    }

    /// <summary>
    /// The number is reserved for each kind until the certificate is cancelled; then it may be used again.
    /// </summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var certificate = (Certificate)state;
        return certificate.Cancellation is null
            ? [new Reservation("certificate." + certificate.Kind.Name(), certificate.Number)]
            : [];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var c = (Certificate)state;
        return new SearchRow(c.PersonKey, c.Kind.Name(), c.Number, null, c.Authority, c.Previous?.From ?? c.Period.From,
            c.Period.To, c.Cancellation?.EffectiveOn, c.Cancellation is { } end
                ? JsonNamingPolicy.CamelCase.ConvertName(end.Ground.ToString())
                : null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context)
    {
        var certificate = (Certificate)after;
        return new Reactions(
            ApplicationFlow.Touched((before as Certificate)?.Applications, certificate.Applications, events),
            CertificateNotices.Of(certificate, events, context),
            before is null
                ? [new Consequence(new EntityId(EntityKind.Person, certificate.PersonKey),
                    new AttachCertificate(HeldCertificate.Of(certificate.Key, certificate.Authority, context)))]
                : []);
    }

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => CertificateRefusals.NumberTaken();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state) => CertificateInvariants.Check((Certificate)state);
}
