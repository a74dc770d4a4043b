using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// An application of whichever chain, road or rail, as lists, queues, statistics and desks know it. Its index row is
/// written from this alone.
/// </summary>
public interface IApplication
{
    /// <summary>As <see cref="ApplicationId"/> writes it: the entity's key, a dot, and a number from 1.</summary>
    string Id { get; }

    /// <summary>What is asked for.</summary>
    ServiceId Service { get; }

    /// <summary>Where it stands.</summary>
    ApplicationStatus Status { get; }

    /// <summary>The documents handed in, in order.</summary>
    ImmutableArray<Material> Materials { get; }

    /// <summary>When it was handed in, UTC.</summary>
    DateTimeOffset SubmittedAt { get; }

    /// <summary>The account to which it is assigned; null: nobody.</summary>
    string? AssignedTo { get; }

    /// <summary>For how long it is assigned; null: to nobody, or since before there was a term.</summary>
    ReviewerTerm? Term { get; }

    /// <summary>What the applicant was asked to add; null: never asked, or the chain knows no supplement.</summary>
    Supplement? Supplement => null;

    /// <summary>True while a decision is still to come.</summary>
    bool IsOpen { get; }

    /// <summary>True while something is still to be done about it.</summary>
    bool IsLive { get; }

    /// <summary>Last day for the acceptance, inclusive; null: there is none, or not yet.</summary>
    DateOnly? AcceptDay { get; }

    /// <summary>
    /// Last day for the decision, inclusive, and for rail, once it is decided, the day of the decision; null: not yet.
    /// </summary>
    DateOnly? DecisionDay { get; }

    /// <summary>
    /// Last day of the legal limit of the desk whose turn it is, inclusive; the last of all days where none counts.
    /// </summary>
    DateOnly UrgentBy { get; }

    /// <summary>
    /// True while a limit that still counts may move, because its year's calendar is not known yet (rules.md F).
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
    /// To whom <paramref name="application"/> belongs in queues: the region code of the authority, or for rail the path
    /// of the reviewing employer (<see cref="RailLicences.RailQueues"/>). A reach is a beginning of it.
    /// </summary>
    string AuthorityOf(IApplication application);

    /// <summary>The application with <paramref name="id"/>; null: not at hand.</summary>
    IApplication? Find(string id);
}

/// <summary>What follows from an application or its owner alone.</summary>
public static class ApplicationReading
{
    /// <summary>True when its next legal limit lies before <paramref name="today"/>.</summary>
    public static bool IsOverdue(this IApplication application, DateOnly today) => today > application.UrgentBy;

    /// <summary>The application that was handed in last; null: there was none, or it is not at hand.</summary>
    public static IApplication? Newest(this IApplicationOwner owner) =>
        owner.Find(ApplicationId.Write(owner.Key, owner.ApplicationCount));

    /// <summary>
    /// The answer to an id that is not at hand: ended applications
    /// leave the state, and their numbers do not come again.
    /// </summary>
    public static Refusal Missing(this IApplicationOwner owner, string? applicationId) =>
        ApplicationId.TryParse(applicationId, out var id)
        && id.Owner.Key == owner.Key && id.Number <= owner.ApplicationCount
            ? Refusals.WrongState("申请已经办结。", "The application has ended.")
            : Refusals.NotFound();
}
