using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Judges commands to a driver's career. First it does whatever is due, so that a command never meets a state that time has
/// overtaken; then it judges; then it does what the outcome made due. All of it is one commit.
/// </summary>
public static class RailDecider
{
    /// <summary>Duties that one commit may carry out; more would be a duty that does not go away: a bug.</summary>
    private const int DutiesMost = 1000;

    /// <summary>The decision. The state is null before the driver is registered.</summary>
    public static Decision Decide(EntityId id, RailCareer? state, Command command, Context context)
    {
        if (state is null)
        {
            return command is not RegisterRailDriver register ? Refusals.NotFound()
                : RailRegistration.Decide(id, register, context) is Decision.Accepted begun
                    ? Settled(null, ImmutableArray.CreateBuilder<Event>(), begun.Events, context)
                    : RailRegistration.Decide(id, register, context);
        }
        var events = ImmutableArray.CreateBuilder<Event>();
        var now = Settle(state, events, context);
        return Judge(now, command, context) switch
        {
            Decision.Accepted own => Settled(now, events, own.Events, context),
            var refused => refused,
        };
    }

    private static RailCareer Settle(RailCareer state, ImmutableArray<Event>.Builder events, Context context)
    {
        var person = context.PersonOf(state.PersonKey);
        for (var done = 0; RailDuties.Next(state, person, context) is { } duty && duty.DueAt <= context.Now; done++)
        {
            if (done == DutiesMost) throw new InvalidOperationException($"{state.Key}: the duty {duty.Name} does not end");
            state = RailEvolution.Evolve(state, duty.What);
            events.Add(duty.What);
        }
        return state;
    }

    private static Decision.Accepted Settled(
        RailCareer? state, ImmutableArray<Event>.Builder events, ImmutableArray<Event> own, Context context)
    {
        foreach (var happened in own) state = RailEvolution.Evolve(state, happened);
        events.AddRange(own);
        if (own.Length > 0) Settle(state!, events, context);
        return new Decision.Accepted(events.ToImmutable());
    }

    private static Decision Judge(RailCareer c, Command command, Context context) => command switch
    {
        PassTime => Decision.Nothing,
        ApplyForRail apply => RailFiling.Apply(c, apply, context),
        RailApplicationCommand desk => OnApplication(c, desk, context),
        RecordStudy study => RailExOfficio.Study(c, study, context),
        RecordRetirement retirement => RailExOfficio.Retirement(c, retirement, context),
        LinkEmployer link => RailExOfficio.Link(c, link, context),
        RecordFinding find => RailExOfficio.Find(c, find, context),
        ReportFinding report => RailExOfficio.Report(c, report, context),
        RevokeRailLicence revoke => RailExOfficio.Revoke(c, revoke, context),
        CancelRailLicence cancel => RailExOfficio.Cancel(c, cancel, context),
        RegisterRailDriver => RailRefusals.Registered(),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for railway drivers"),
    };

    private static Decision OnApplication(RailCareer c, RailApplicationCommand command, Context context)
    {
        var application = RailFlow.Find(c.Applications, command.ApplicationId);
        if (RailDesk.MayNot(c, application, command, context.Actor) is { } no) return no;
        if (application is null)
            return WasOnce(c, command.ApplicationId)
                ? Refusals.WrongState("申请已经办结。", "The application has ended.")
                : Refusals.NotFound();
        if (application is { Status: RailStatus.Closed, Reasons: ["CERT_CANCELLED"] } && c.Licence?.End is { } end)
            return RailRefusals.Ended(end, context.RailRulebook);
        return command switch
        {
            ResubmitRail again => RailFiling.Again(c, application, again, context),
            GrantRail grant => RailGrant.Decide(c, application, grant, context),
            _ => RailDesk.Decide(application, command, context),
        };
    }

    /// <summary>Ended applications leave the state; their numbers do not come again.</summary>
    private static bool WasOnce(RailCareer c, string applicationId) =>
        applicationId is not null && applicationId.StartsWith(c.Key + ".", StringComparison.Ordinal)
        && int.TryParse(applicationId.AsSpan(c.Key.Length + 1), System.Globalization.NumberStyles.None, null, out var number)
        && number >= 1 && number <= c.ApplicationCount;
}
