using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// An application of any review chain, road or rail, as lists, queues, statistics and desks know it. Its index row is
/// written from these members alone.
/// </summary>
public interface IApplication
{
    /// <summary>As <see cref="ApplicationId"/> writes it: the entity's key, a dot, and a number from 1.</summary>
    string Id { get; }

    /// <summary>What is asked for.</summary>
    ServiceId Service { get; }

    /// <summary>The status.</summary>
    ApplicationStatus Status { get; }

    /// <summary>The documents handed in, in order.</summary>
    ImmutableArray<Material> Materials { get; }

    /// <summary>When it was handed in, UTC.</summary>
    DateTimeOffset SubmittedAt { get; }

    /// <summary>The account to which it is assigned; null: nobody.</summary>
    string? AssignedTo { get; }

    /// <summary>
    /// For how long it is assigned; null: it is assigned to nobody, or was assigned before terms were introduced.
    /// </summary>
    ReviewerTerm? Term { get; }

    /// <summary>What the applicant was asked to add; null: never asked, or the chain knows no supplement.</summary>
    Supplement? Supplement => null;

    /// <summary>True while a decision is still to come.</summary>
    bool IsOpen { get; }

    /// <summary>True while somebody still has something to do for it.</summary>
    bool IsLive { get; }

    /// <summary>Last day for the acceptance, inclusive; null: there is none, or not yet.</summary>
    DateOnly? AcceptDay { get; }

    /// <summary>
    /// Last day for the decision, inclusive; for the railway, after the decision, the day of the decision. Null: not
    /// known yet.
    /// </summary>
    DateOnly? DecisionDay { get; }

    /// <summary>
    /// Last day of the legal limit of the desk whose turn it is, inclusive; the latest possible date where no limit
    /// counts.
    /// </summary>
    DateOnly UrgentBy { get; }

    /// <summary>
    /// True while a limit that still counts may move, because the calendar of its year is not known yet (rules.md F).
    /// </summary>
    bool IsProvisional { get; }
}

/// <summary>An entity in which applications live, as their rows and answers know it.</summary>
public interface IApplicationOwner
{
    /// <summary>The entity's key.</summary>
    string Key { get; }

    /// <summary>Who applies: the key of the holder or of the operator.</summary>
    string ApplicantKey { get; }

    /// <summary>How many applications there ever were; they are numbered from 1.</summary>
    int ApplicationCount { get; }

    /// <summary>
    /// Whose queue <paramref name="application"/> is in: the region code of the authority, or for rail the path of the
    /// reviewing employer (<see cref="RailLicences.RailQueues"/>). A desk's reach is the beginning of such a code or
    /// path.
    /// </summary>
    string AuthorityOf(IApplication application);

    /// <summary>The application with <paramref name="id"/>; null: not at hand.</summary>
    IApplication? Find(string id);
}

/// <summary>What can be computed from an application or its owner alone.</summary>
public static class ApplicationReading
{
    /// <summary>True when its next legal limit is before <paramref name="today"/>.</summary>
    public static bool IsOverdue(this IApplication application, DateOnly today) => today > application.UrgentBy;

    /// <summary>The application that was handed in last; null: there was none, or it is not at hand.</summary>
    public static IApplication? Newest(this IApplicationOwner owner) =>
        owner.Find(ApplicationId.Write(owner.Key, owner.ApplicationCount));

    /// <summary>
    /// The refusal for an application that is not in the state. Ended applications leave the state, and their numbers
    /// are not used again.
    /// </summary>
    public static Refusal Missing(this IApplicationOwner owner, string? applicationId) =>
        ApplicationId.TryParse(applicationId, out var id)
        && id.Owner.Key == owner.Key && id.Number <= owner.ApplicationCount
            ? Refusals.WrongState("申请已经办结。", "The application has ended.")
            : Refusals.NotFound();
}
