using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Whose turn it is at a place of a chain, and who takes a step of it.</summary>
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

/// <summary>The last day of something at a place of a chain; it ends at 24:00 Shanghai of that day.</summary>
/// <param name="Name">The stable name of the deadline.</param>
/// <param name="By">The last day, inclusive; null: none for this application.</param>
/// <param name="Passed">What happens when it is over, by the instant from which it is.</param>
internal sealed record PlaceLimit<T>(
    string Name, Func<T, LegalDate?> By, Func<T, DateTimeOffset, Event> Passed)
{
    /// <summary>
    /// True for a limit of the department's work, by which queues are ordered; false for what the applicant has to do.
    /// </summary>
    public bool IsOfWork { get; init; }

    /// <summary>True once its passing is on record, where that changes nothing else (H.6).</summary>
    public Func<T, bool> IsOnRecord { get; init; } = _ => false;
}

/// <summary>Where an application may stand in a chain.</summary>
/// <param name="Status">The status.</param>
/// <param name="Turn">Whose turn it is.</param>
/// <param name="IsOpen">True while the decision is still to come.</param>
internal sealed record ReviewPlace<T>(ApplicationStatus Status, Department Turn, bool IsOpen)
{
    /// <summary>The limits that run here; the first that there is for an application counts.</summary>
    public ImmutableArray<PlaceLimit<T>> Limits { get; init; } = [];

    /// <summary>Whether something is still to be done about an application that stands here.</summary>
    public Func<T, bool> IsLive { get; init; } = _ => true;
}

/// <summary>A step of a chain: who takes it, and what comes of it.</summary>
/// <param name="By">Who may take it.</param>
/// <param name="Decide">The decision; the caller has checked who may.</param>
internal sealed record ReviewStep<TOwner, T>(
    Department By, Func<TOwner, T, ApplicationCommand, Context, Decision> Decide)
{
    /// <summary>
    /// True when an officer at work does not stop it: what the applicant or the registry does, and assigning itself.
    /// </summary>
    public bool IsFree { get; init; } =
        (By & (Department.Applicant | Department.PresentEmployer | Department.Registry)) != 0;
}

/// <summary>
/// A chain of review as data: the places at which an application may stand, with whose turn it is and until when, and
/// the steps that lead from one to the next (rules.md A.0, B.7). What is in no place has ended.
/// </summary>
internal sealed class ReviewChain<TOwner, T> where TOwner : IApplicationOwner where T : class, IApplication
{
    private readonly ReviewPlace<T>?[] _places =
        new ReviewPlace<T>?[Enum.GetValues<ApplicationStatus>().Max(status => (int)status) + 1];

    private readonly Dictionary<Type, ReviewStep<TOwner, T>> _steps = [];

    /// <summary>
    /// The refusal of an actor who may not take a step; null: may. The application is null where it is not at hand.
    /// </summary>
    public required Func<TOwner, T?, ApplicationCommand, Department, Context, Refusal?> MayNot { get; init; }

    /// <summary>The answer about an application that was closed because its owner ended; null: any other.</summary>
    public Func<TOwner, T, Context, Refusal?> Ended { get; init; } = (_, _, _) => null;

    /// <summary>The limits anew, when a provisional one's year has its calendar now (F); null: none moves.</summary>
    public required Func<T, Context, Event?> Recomputed { get; init; }

    /// <summary>What an application waits for besides its limits; null: nothing.</summary>
    public Func<T, Deadline?> Awaits { get; init; } = _ => null;

    /// <summary>How it is recorded whose an application is; null: nobody takes one on alone in this chain.</summary>
    public ReviewerEvents? Reviewer { get; private set; }

    /// <summary>Who is asked for a step that the chain does not have, before it is refused.</summary>
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

    /// <summary>A step of this chain; null: it has none for such a command.</summary>
    public ReviewStep<TOwner, T>? StepOf(ApplicationCommand command) => _steps.GetValueOrDefault(command.GetType());

    /// <summary>Where the application stands; null: it has ended.</summary>
    public ReviewPlace<T>? PlaceOf(T application) => _places[(int)application.Status];

    /// <summary>True while the decision about it is still to come.</summary>
    public bool IsOpen(T application) => PlaceOf(application) is { IsOpen: true };

    /// <summary>True while something is still to be done about it.</summary>
    public bool IsLive(T application) => PlaceOf(application) is { } place && place.IsLive(application);

    /// <summary>The limit that runs for it now; null: none.</summary>
    public (PlaceLimit<T> Limit, LegalDate By)? LimitOf(T application)
    {
        if (PlaceOf(application) is not { } place) return null;
        foreach (var limit in place.Limits)
            if (limit.By(application) is { } by) return (limit, by);
        return null;
    }

    /// <summary>Last day of the department's work, inclusive; the last of all days where none counts.</summary>
    public DateOnly UrgentBy(T application) =>
        LimitOf(application) is ({ IsOfWork: true }, var by) ? by.Date : DateOnly.MaxValue;

    /// <summary>The statuses in which it is the turn of <paramref name="department"/>.</summary>
    public ImmutableArray<ApplicationStatus> WaitingFor(Department department) =>
        [.. Places.Where(place => (place.Turn & department) != 0).Select(place => place.Status)];

    /// <summary>Adds the steps by which one officer takes an application on and puts it back.</summary>
    /// <param name="by">Who may.</param>
    /// <param name="events">How it is recorded.</param>
    /// <param name="isTheirs">Whether it is the turn of whoever wants to take it on; null: of all of them.</param>
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
    /// Adds a step from places to another one. The same step once more changes nothing; from elsewhere it is refused.
    /// </summary>
    /// <param name="by">Who may take it.</param>
    /// <param name="from">Where it may be taken.</param>
    /// <param name="to">Where it leads.</param>
    /// <param name="decide">What comes of it.</param>
    /// <param name="unfit">The refusal of a command that cannot be worked with; null: it can.</param>
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
