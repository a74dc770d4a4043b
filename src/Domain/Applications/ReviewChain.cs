using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Whose turn it is at a place of a chain, and who may take a step.</summary>
[Flags]
internal enum Department
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Whoever applied, or for whom it was applied (申请人).</summary>
    Applicant = 1,

    /// <summary>The issuing authority, or the desk that proves identities (发证机关).</summary>
    Authority = 2,

    /// <summary>Another officer of that desk than the one who asked (复核).</summary>
    SecondOfficer = 4,

    /// <summary>The railway enterprise or unit that reviews (企业初审).</summary>
    Employer = 8,

    /// <summary>The enterprise or unit that employs the driver today (所在企业).</summary>
    PresentEmployer = 16,

    /// <summary>The exam centre (考试中心).</summary>
    Centre = 32,

    /// <summary>The administration (国家铁路局).</summary>
    Administration = 64,

    /// <summary>The registry itself, which brings answers of outside sources.</summary>
    Registry = 128,
}

/// <summary>A legal limit at a place of a chain, with its last day; it ends at 24:00 Shanghai of that day.</summary>
/// <param name="Name">The stable name of the deadline.</param>
/// <param name="By">The last day, inclusive; null: none for this application.</param>
/// <param name="Passed">The event when the limit has passed; given the instant at which it passed.</param>
internal sealed record PlaceLimit<T>(
    string Name, Func<T, LegalDate?> By, Func<T, DateTimeOffset, Event> Passed)
{
    /// <summary>
    /// True for a limit of the department's work, by which queues are ordered; false for what the applicant has to do.
    /// </summary>
    public bool IsOfWork { get; init; }

    /// <summary>
    /// True once it is recorded that the limit has passed, for limits whose passing changes nothing else (H.6).
    /// </summary>
    public Func<T, bool> IsOnRecord { get; init; } = _ => false;
}

/// <summary>Where an application may stand in a chain.</summary>
/// <param name="Status">The status.</param>
/// <param name="Turn">Whose turn it is.</param>
/// <param name="IsOpen">True while the decision is still to come.</param>
internal sealed record ReviewPlace<T>(ApplicationStatus Status, Department Turn, bool IsOpen)
{
    /// <summary>The limits of this place. The first one that an application has is the one that counts.</summary>
    public ImmutableArray<PlaceLimit<T>> Limits { get; init; } = [];

    /// <summary>Whether something is still to be done about an application that stands here.</summary>
    public Func<T, bool> IsLive { get; init; } = _ => true;
}

/// <summary>A step of a chain: who takes it, and what it changes.</summary>
/// <param name="By">The department that may take the step.</param>
/// <param name="Decide">The decision; the caller has checked who may.</param>
internal sealed record ReviewStep<TOwner, T>(
    Department By, Func<TOwner, T, ApplicationCommand, Context, Decision> Decide)
{
    /// <summary>
    /// True when the step is possible although the application is assigned to an officer: steps of the applicant and of
    /// the registry, and assigning itself.
    /// </summary>
    public bool IsFree { get; init; } =
        (By & (Department.Applicant | Department.PresentEmployer | Department.Registry)) != 0;
}

/// <summary>
/// A chain of review as data: the places where an application may stand, with whose turn it is and until when, and the
/// steps from one place to the next (rules.md A.0, B.7). An application that is in no place has ended.
/// </summary>
internal sealed class ReviewChain<TOwner, T> where TOwner : IApplicationOwner where T : class, IApplication
{
    private readonly ReviewPlace<T>?[] _places =
        new ReviewPlace<T>?[Enum.GetValues<ApplicationStatus>().Max(status => (int)status) + 1];

    private readonly Dictionary<Type, ReviewStep<TOwner, T>> _steps = [];

    /// <summary>
    /// The refusal for an actor who may not take a step; null: the actor may. The application is null when it is not in
    /// the state.
    /// </summary>
    public required Func<TOwner, T?, ApplicationCommand, Department, Context, Refusal?> MayNot { get; init; }

    /// <summary>
    /// The refusal for an application that was closed because its entity ended; null: it was not closed for that.
    /// </summary>
    public Func<TOwner, T, Context, Refusal?> Ended { get; init; } = (_, _, _) => null;

    /// <summary>
    /// The event that moves provisional limits when the calendar of their year has arrived (F); null: no limit moves.
    /// </summary>
    public required Func<T, Context, Event?> Recomputed { get; init; }

    /// <summary>What an application waits for besides its limits; null: nothing.</summary>
    public Func<T, Deadline?> Awaits { get; init; } = _ => null;

    /// <summary>
    /// The events that assign an application and make it free; null: in this chain applications are not assigned.
    /// </summary>
    public ReviewerEvents? Reviewer { get; private set; }

    /// <summary>Who is asked to take a step that this chain does not have, before the step is refused.</summary>
    public required Department Others { get; init; }

    /// <summary>Every place, in the order of the chain.</summary>
    public required ImmutableArray<ReviewPlace<T>> Places
    {
        get;
        init
        {
            field = value;
            foreach (var place in value) _places[(int)place.Status] = place;
        }
    }

    /// <summary>The step of this chain for a command; null: the chain has none.</summary>
    public ReviewStep<TOwner, T>? StepOf(ApplicationCommand command) => _steps.GetValueOrDefault(command.GetType());

    /// <summary>Where the application stands; null: it has ended.</summary>
    public ReviewPlace<T>? PlaceOf(T application) => _places[(int)application.Status];

    /// <summary>True while the decision about it is still to come.</summary>
    public bool IsOpen(T application) => PlaceOf(application) is { IsOpen: true };

    /// <summary>True while somebody still has something to do for it.</summary>
    public bool IsLive(T application) => PlaceOf(application) is { } place && place.IsLive(application);

    /// <summary>The limit that runs for the application now; null: none.</summary>
    public (PlaceLimit<T> Limit, LegalDate By)? LimitOf(T application)
    {
        if (PlaceOf(application) is not { } place) return null;
        foreach (var limit in place.Limits)
            if (limit.By(application) is { } by) return (limit, by);
        return null;
    }

    /// <summary>Last day of the department's work, inclusive; the latest possible date where no limit counts.</summary>
    public DateOnly UrgentBy(T application) =>
        LimitOf(application) is ({ IsOfWork: true }, var by) ? by.Date : DateOnly.MaxValue;

    /// <summary>The statuses in which it is the turn of <paramref name="department"/>.</summary>
    public ImmutableArray<ApplicationStatus> WaitingFor(Department department) =>
        [.. Places.Where(place => (place.Turn & department) != 0).Select(place => place.Status)];

    /// <summary>Adds the steps by which one officer takes an application on and puts it back.</summary>
    /// <param name="by">Who may.</param>
    /// <param name="events">How it is recorded.</param>
    /// <param name="isTheirs">
    /// Whether it is the turn of the officer who wants to take the application; null: always.
    /// </param>
    public ReviewChain<TOwner, T> AssignedBy(
        Department by, ReviewerEvents events, Func<T, Context, bool>? isTheirs = null)
    {
        Reviewer = events;
        return Step<AssignReviewer>(by, (_, a, _, context) => isTheirs?.Invoke(a, context) == false
                ? ApplicationReview.Wrong(a) : ApplicationReview.Assigned(a, context, events), isFree: true)
            .Step<UnassignReviewer>(by, (_, a, _, context) =>
                ApplicationReview.Unassigned(a, context.Actor, events), isFree: true);
    }

    /// <summary>Adds a step with a decision of its own.</summary>
    public ReviewChain<TOwner, T> Step<TCommand>(
        Department by, Func<TOwner, T, TCommand, Context, Decision> decide, bool? isFree = null)
        where TCommand : ApplicationCommand
    {
        var step = new ReviewStep<TOwner, T>(by, (owner, a, command, context) =>
            decide(owner, a, (TCommand)command, context));
        _steps.Add(typeof(TCommand), isFree is { } free ? step with { IsFree = free } : step);
        return this;
    }

    /// <summary>
    /// Adds a step from some places to another. Repeated at the target it changes nothing; at any other place it is
    /// refused.
    /// </summary>
    /// <param name="by">The department that may take the step.</param>
    /// <param name="from">The places from which the step may be taken.</param>
    /// <param name="to">The status after the step.</param>
    /// <param name="decide">The decision of the step.</param>
    /// <param name="unfit">The refusal for a command with wrong data; null: the data is right.</param>
    public ReviewChain<TOwner, T> Step<TCommand>(
        Department by, ImmutableArray<ApplicationStatus> from, ApplicationStatus to,
        Func<T, TCommand, Context, Decision> decide, Func<TCommand, Refusal?>? unfit = null)
        where TCommand : ApplicationCommand =>
        Step<TCommand>(by, (_, a, command, context) =>
            unfit?.Invoke(command) is { } malformed ? malformed
            : a.Status == to ? Decision.Nothing
            : from.Contains(a.Status) ? decide(a, command, context)
            : ApplicationReview.Wrong(a));
}
