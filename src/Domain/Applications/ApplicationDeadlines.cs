using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>What applications do by themselves, in every review chain (rules.md A.0, H.5, H.6, H.11).</summary>
internal static class ApplicationDeadlines
{
    /// <summary>
    /// Goes through the deadlines of all applications. True: a new calendar moves limits. That must be recorded before
    /// anything else is done, and <paramref name="first"/> has the event for it.
    /// </summary>
    public static bool Consider<TOwner, T>(
        ref Deadline? first, ReviewChain<TOwner, T> chain, ImmutableArray<T> applications, Context context)
        where TOwner : IApplicationOwner where T : class, IApplication
    {
        foreach (var application in applications)
        {
            if ((chain.Recomputed(application, context) ?? Reassigned(chain, application, context)) is { } anew)
            {
                first = new Deadline("recompute", context.Now, anew);
                return true;
            }
            if (chain.Awaits(application) is { } awaited)
                Deadline.Consider(ref first, awaited.Name, awaited.DueAt, awaited.Event);
            if (chain.LimitOf(application) is var (limit, by) && !limit.IsOnRecord(application))
                Deadline.ConsiderEnd(
                    ref first, limit.Name, by, limit.Passed(application, ShanghaiTime.EndOf(by.Date)),
                    takesRight: !limit.IsOfWork);
            if (chain.Reviewer is { } reviewer && application is { IsOpen: true, AssignedTo: not null, Term: { } term })
                Deadline.ConsiderEnd(
                    ref first, ReviewerTerm.Deadline, term.LastDay,
                    reviewer.Unassigned(application.Id, ShanghaiTime.EndOf(term.LastDay.Date)), takesRight: false);
        }
        return false;
    }

    /// <summary>
    /// The event if a new calendar moves the term of the officer; null: the term stays, or there is none.
    /// </summary>
    private static Event? Reassigned<TOwner, T>(ReviewChain<TOwner, T> chain, T application, Context context)
        where TOwner : IApplicationOwner where T : class, IApplication =>
        chain.Reviewer is { } reviewer && application is { IsOpen: true, AssignedTo: { } officer, Term: { } term }
            && term.Anew(context.Calendar) is var anew && anew != term
            ? reviewer.Assigned(application.Id, officer, anew) : null;

    /// <summary>
    /// The next application to be closed because its entity was cancelled (H.11); null: none is alive.
    /// </summary>
    public static Event? Close(ImmutableArray<Application> applications)
    {
        foreach (var application in applications)
        {
            if (application.IsLive)
                return new ApplicationClosed(application.Id, ClosingReason.Cancelled.Name());
        }
        return null;
    }
}
