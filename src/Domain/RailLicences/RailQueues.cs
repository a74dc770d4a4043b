using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// How rail applications are found in the one index of applications: under the path of the reviewing employer, so that
/// a unit, its enterprise and the national desks each search by a beginning of it. The status says whose turn it is
/// (rules.md B.7).
/// </summary>
public static class RailQueues
{
    /// <summary>The statuses that wait for the employer's first review.</summary>
    public static ImmutableArray<ApplicationStatus> Employer { get; } =
        RailChain.Chain.WaitingFor(Department.Employer);

    /// <summary>
    /// The statuses that wait for the exam centre: bindings of drivers (submitted), review, exam, making and delivering
    /// the licence.
    /// </summary>
    public static ImmutableArray<ApplicationStatus> Centre { get; } =
        [ApplicationStatus.Submitted, .. RailChain.Chain.WaitingFor(Department.Centre)];

    /// <summary>The statuses that wait for the administration: decision and announcement.</summary>
    public static ImmutableArray<ApplicationStatus> Administration { get; } =
        RailChain.Chain.WaitingFor(Department.Administration);

    /// <summary>
    /// The path of a reviewing employer, with its unit if one reviews; a reach that covers it is a beginning of this
    /// path.
    /// </summary>
    public static string PathOf(EmployerLink reviewer) =>
        reviewer.Unit is { } unit
            ? $"{RailMachine.Authority}/{reviewer.EmployerKey}/{unit}/"
            : $"{RailMachine.Authority}/{reviewer.EmployerKey}/";

    /// <summary>
    /// The reach of an actor of the chain: for an enterprise all its units, for a unit itself, for the exam centre and
    /// the administration everything. Null: the actor has no part in the chain.
    /// </summary>
    public static string? ReachOf(Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration) ? RailMachine.Authority + "/"
        : actor.Is(Roles.Employer) && actor.EmployerKey is { } key ? PathOf(new EmployerLink(key, actor.EmployerUnit))
        : null;

    /// <summary>The statuses that wait for the offices to which the actor belongs.</summary>
    public static ImmutableArray<ApplicationStatus> WaitingFor(Actor actor) =>
    [
        .. actor.Is(Roles.ExamCentre) ? Centre : [], .. actor.Is(Roles.Administration) ? Administration : [],
        .. actor.Is(Roles.Employer) ? Employer : [],
    ];
}
