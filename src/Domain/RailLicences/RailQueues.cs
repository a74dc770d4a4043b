using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Where rail applications stand in the one index of applications: under the path of
/// the reviewing employer, so that a unit, its enterprise and the national desks each
/// read a beginning of it; whose turn it is, the status says (rules.md B.7).
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
    /// The path of a reviewing employer, and of its unit if one reviews: a reach that covers it is a beginning of it.
    /// </summary>
    public static string PathOf(EmployerLink reviewer) =>
        reviewer.Unit is { } unit
            ? $"{RailMachine.Authority}/{reviewer.EmployerKey}/{unit}/"
            : $"{RailMachine.Authority}/{reviewer.EmployerKey}/";

    /// <summary>
    /// What an actor of the chain reaches: an enterprise all its units, a unit itself, the exam centre and the
    /// administration everything. Null: no desk of the chain.
    /// </summary>
    public static string? ReachOf(Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration) ? RailMachine.Authority + "/"
        : actor.Is(Roles.Employer) && actor.EmployerKey is { } key ? PathOf(new EmployerLink(key, actor.EmployerUnit))
        : null;

    /// <summary>What waits for the desks at which the actor sits.</summary>
    public static ImmutableArray<ApplicationStatus> WaitingFor(Actor actor) =>
    [
        .. actor.Is(Roles.ExamCentre) ? Centre : [], .. actor.Is(Roles.Administration) ? Administration : [],
        .. actor.Is(Roles.Employer) ? Employer : [],
    ];
}
