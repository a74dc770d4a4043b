using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>What every store's lists have in common: how long a page is, where a beginning ends, what is urgent.</summary>
internal static class Limits
{
    private const int PageMax = 200;
    private const string Last = "\U0010FFFF";

    /// <summary>How many items the page may have.</summary>
    public static int Limit(this PageRequest page) => Math.Clamp(page.Limit, 1, PageMax);

    /// <summary>
    /// The first text that does not begin with <paramref name="prefix"/> any more: a beginning becomes a range, which an
    /// index can serve and in which no character is special.
    /// </summary>
    public static string EndOf(string prefix) => prefix + Last;

    /// <summary>The limit that Application.IsOverdue looks at; none counts: the last of all days.</summary>
    public static DateOnly UrgentBy(Application application) => application.Status switch
    {
        ApplicationStatus.Submitted => application.AcceptBy.Date,
        ApplicationStatus.Accepted => application.DecideBy?.Date ?? DateOnly.MaxValue,
        _ => DateOnly.MaxValue,
    };

    /// <summary>Only limits that still count are worth computing again.</summary>
    public static bool IsProvisional(Application application) => application.IsLive
        && ((application.AcceptedAt is null && application.AcceptBy.Provisional)
            || application.DecideBy is { Provisional: true }
            || application.Supplement is { AnswerBy.Provisional: true }
            || application.PickUpBy is { Provisional: true });
}
