using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>An event about one application.</summary>
public interface IApplicationEvent
{
    /// <summary>The application.</summary>
    string ApplicationId { get; }
}

/// <summary>
/// How the applications in an entity's state change by its events, in every review chain: an application is added,
/// changed, and dropped when two later ones have ended. Never decides.
/// </summary>
/// <param name="Begun">
/// The application that an event adds or takes up again; null: the event changes one that is there.
/// </param>
/// <param name="After">The application as it is after an event.</param>
public sealed record ApplicationList<T, TEvent>(Func<TEvent, T?> Begun, Func<T, TEvent, T> After)
    where T : class, IApplication
    where TEvent : Event, IApplicationEvent
{
    /// <summary>The applications after <paramref name="happened"/>.</summary>
    public ImmutableArray<T> Evolve(ImmutableArray<T> applications, TEvent happened) =>
        ApplicationList.Trim(Step(applications, happened));

    /// <summary>
    /// The applications that <paramref name="events"/> changed, each as it is after the last of them.
    /// </summary>
    public ImmutableArray<IApplication> Touched(
        ImmutableArray<T> before, ImmutableArray<T> after, ImmutableArray<Event> events)
    {
        var touched = ImmutableArray<IApplication>.Empty;
        foreach (var happened in events)
        {
            if (happened is TEvent { ApplicationId: var id } && touched.At(id) is null)
                touched = touched.Add(after.At(id) ?? Forgotten(id, before, events));
        }
        return touched;
    }

    /// <summary>An application that ended with <paramref name="events"/> and was dropped from the state.</summary>
    private T Forgotten(string id, ImmutableArray<T> before, ImmutableArray<Event> events) => events.OfType<TEvent>()
        .Where(happened => happened.ApplicationId == id)
        .Aggregate(before.At(id), (a, happened) => a is null ? Begun(happened) : After(a, happened))!;

    private ImmutableArray<T> Step(ImmutableArray<T> applications, TEvent happened) =>
        ApplicationList.IndexOf(applications, happened.ApplicationId) is var place and >= 0
            ? applications.SetItem(place, After(applications[place], happened))
            : applications.Add(
                Begun(happened)
                ?? throw new InvalidOperationException(
                    $"{happened.GetType().Name} cannot happen to application {happened.ApplicationId}"));
}

/// <summary>Finds applications in an entity's state.</summary>
public static class ApplicationList
{
    /// <summary>
    /// How many ended applications an entity keeps at hand, so that a repeated request gets its answer again.
    /// </summary>
    private const int EndedKept = 2;

    /// <summary>The application with <paramref name="id"/>; null: not at hand.</summary>
    public static T? At<T>(this ImmutableArray<T> applications, string id) where T : class, IApplication =>
        IndexOf(applications, id) is var place and >= 0 ? applications[place] : null;

    internal static int IndexOf<T>(ImmutableArray<T> applications, string id) where T : class, IApplication
    {
        for (var i = 0; i < applications.Length; i++)
            if (applications[i].Id == id) return i;
        return -1;
    }

    internal static ImmutableArray<T> Trim<T>(ImmutableArray<T> applications) where T : class, IApplication
    {
        var ended = 0;
        for (var i = applications.Length - 1; i >= 0; i--)
            if (!applications[i].IsLive && ++ended > EndedKept) applications = applications.RemoveAt(i);
        return applications;
    }
}
