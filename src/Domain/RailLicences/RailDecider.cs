using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Decides about commands to a driver's career, after everything that is due was carried out
/// (<see cref="DeadlineFirst"/>).
/// </summary>
public static class RailDecider
{
    /// <summary>The decision. The state is null before the driver is registered.</summary>
    public static Decision Decide(EntityId id, RailCareer? state, Command command, Context context) =>
        state is null ? Begin(id, command, context) : DecideNow(state, command, context);

    private static Decision Begin(EntityId id, Command command, Context context) =>
        command is RegisterRailDriver register ? RailRegistration.Decide(id, register, context) : Refusals.NotFound();

    private static Decision DecideNow(RailCareer c, Command command, Context context) => command switch
    {
        PassTime => Decision.Nothing,
        Apply { Form: RailForm form } apply => RailFiling.Apply(c, form, apply, context),
        Apply => RailRefusals.OtherForm(),
        ApplicationCommand step => ApplicationReview.Decide(RailChain.Chain, c, c.Applications, step, context),
        RecordStudy study => RailExOfficio.Study(c, study, context),
        RecordRetirement retirement => RailExOfficio.Retirement(c, retirement, context),
        LinkEmployer link => RailExOfficio.Link(c, link, context),
        UnlinkEmployer unlink => RailExOfficio.Unlink(c, unlink, context),
        RecordFinding find => RailExOfficio.Find(c, find, context),
        ReportFinding report => RailExOfficio.Report(c, report, context),
        RevokeRailLicence revoke => RailExOfficio.Revoke(c, revoke, context),
        CancelRailLicence cancel => RailExOfficio.Cancel(c, cancel, context),
        CorrectRailLicence correct => RailCorrection.Request(c, correct, context),
        RegisterRailDriver => RailRefusals.Registered(),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for railway drivers"),
    };
}
