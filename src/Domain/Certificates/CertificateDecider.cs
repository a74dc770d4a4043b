using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Judges commands to a certificate. First it does whatever is due, so that a command never meets a state that time has
/// overtaken; then it judges; then it does what the outcome made due. All of it is one commit.
/// </summary>
public static class CertificateDecider
{
    /// <summary>Duties that one commit may carry out; more would be a duty that does not go away: a bug.</summary>
    private const int DutiesMost = 1000;

    /// <summary>The decision. The state is null before the certificate is registered.</summary>
    public static Decision Decide(EntityId id, Certificate? state, Command command, Context context)
    {
        if (state is null)
        {
            return command is RegisterCertificate register
                ? Settled(null, Registration.Decide(id, register, context), context)
                : Refusals.NotFound();
        }
        var events = ImmutableArray.CreateBuilder<Event>();
        var now = Settle(state, events, context);
        return Judge(now, command, context) switch
        {
            Decision.Accepted own => Settled(now, events, own.Events, context),
            var refused => refused,
        };
    }

    /// <summary>Carries out what is due, appends it to <paramref name="events"/> and gives the state after it.</summary>
    public static Certificate Settle(Certificate state, ImmutableArray<Event>.Builder events, Context context)
    {
        var person = context.PersonOf(state.PersonKey);
        for (var done = 0; Duties.Next(state, person, context) is { } duty && duty.DueAt <= context.Now; done++)
        {
            if (done == DutiesMost) throw new InvalidOperationException($"{state.Key}: the duty {duty.Name} does not end");
            state = CertificateEvolution.Evolve(state, duty.What);
            events.Add(duty.What);
        }
        return state;
    }

    private static Decision Settled(Certificate? state, Decision decision, Context context) =>
        decision is Decision.Accepted own
            ? Settled(state, ImmutableArray.CreateBuilder<Event>(), own.Events, context)
            : decision;

    private static Decision.Accepted Settled(
        Certificate? state, ImmutableArray<Event>.Builder events, ImmutableArray<Event> own, Context context)
    {
        foreach (var happened in own) state = CertificateEvolution.Evolve(state, happened);
        events.AddRange(own);
        if (own.Length > 0) Settle(state!, events, context);
        return new Decision.Accepted(events.ToImmutable());
    }

    private static Decision Judge(Certificate c, Command command, Context context) => command switch
    {
        PassTime => Decision.Nothing,
        Apply apply => Filing.Decide(c, apply, context),
        ApplicationCommand desk => OnApplication(c, desk, context),
        RecordViolation or RecordEducation or Reassess => Officer(c, context) ?? ExOfficio.Decide(c, command, context),
        CancelCertificate cancel => Officer(c, context) ?? ExOfficio.Cancel(c, cancel, context),
        RegisterCertificate => CertificateRefusals.NumberTaken(),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for certificates"),
    };

    /// <summary>An officer of the issuing authority, or the registry itself; null: may.</summary>
    private static Refusal? Officer(Certificate c, Context context) =>
        context.Actor.Is(Roles.Registry) || context.Actor.Covers(c.Authority, Desks.Road) ? null
        : context.Actor.Is(Roles.Officer) ? Refusals.OtherAuthority(c.Authority)
        : Refusals.NotAllowed();

    private static Refusal? Holder(Certificate c, Context context) =>
        !context.Actor.Is(Roles.Holder) ? Refusals.NotAllowed()
        : context.Actor.PersonKey == c.PersonKey ? null
        : Refusals.NotFound();

    private static Decision OnApplication(Certificate c, ApplicationCommand command, Context context)
    {
        var byHolder = command is Withdraw or AnswerSupplement;
        var may = byHolder ? Holder(c, context)
            : command is ReleaseDesk && context.Actor.Is(Roles.Administrator) ? null
            : Officer(c, context);
        if (may is not null) return may;
        if (ApplicationFlow.Find(c.Applications, command.ApplicationId) is not { } application)
            return WasOnce(c, command.ApplicationId)
                ? Refusals.WrongState("申请已经办结。", "The application has ended.")
                : Refusals.NotFound();
        if (application.Status == ApplicationStatus.Closed && c.Cancellation is { } end)
            return CertificateRefusals.Cancelled(end.Ground, end.EffectiveOn);
        if (!byHolder && command is not (ClaimDesk or ReleaseDesk) && Desk.OnOtherDesk(application, context.Actor) is { } other)
            return other;
        if (command is AnswerSupplement { Materials: { IsDefault: false } given }
            && application.Status == ApplicationStatus.SupplementRequested && Unfit(c, application, given, context) is { } unfit)
            return unfit;
        return command is Approve approve
            ? Approval.Decide(c, application, approve, context)
            : Desk.Decide(application, command, context);
    }

    private static Refusal? Unfit(Certificate c, Application a, ImmutableArray<Material> given, Context context) =>
        MaterialCheck.Check(Services.Catalogue.Of(a.Service), c.Kind, given, context, complete: false);

    /// <summary>Ended applications leave the state; their numbers do not come again.</summary>
    private static bool WasOnce(Certificate c, string applicationId) =>
        applicationId.StartsWith(c.Key + ".", StringComparison.Ordinal)
        && int.TryParse(applicationId.AsSpan(c.Key.Length + 1), System.Globalization.NumberStyles.None, null, out var number)
        && number >= 1 && number <= c.ApplicationCount;
}
