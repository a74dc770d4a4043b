using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Load;

/// <summary>The work of a registry and its officers on a day.</summary>
public sealed class DayLoad
{
    /// <summary>Commits: everything that was written.</summary>
    public long Commits { get; set; }

    /// <summary>Deadlines that did something.</summary>
    public long Deadlines { get; set; }

    /// <summary>Applications handed in.</summary>
    public long Applications { get; set; }

    /// <summary>Minutes of officers' work.</summary>
    public long OfficerMinutes { get; set; }

    /// <summary>Messages to people.</summary>
    public long Messages { get; set; }
}

/// <summary>The load of each day, by Shanghai's calendar.</summary>
/// <param name="from">
/// The first day that counts: deadlines that an older register had not carried out come all at once, which says nothing
/// about a season.
/// </param>
public sealed class LoadByDay(DateOnly from)
{
    private readonly SortedDictionary<DateOnly, DayLoad> _days = [];
    private readonly SortedDictionary<string, long> _events = new(StringComparer.Ordinal);

    /// <summary>The days on which something was done, in order.</summary>
    public IReadOnlyDictionary<DateOnly, DayLoad> Days => _days;

    /// <summary>
    /// How often each event has happened, by its frozen name, including days before the first one that counts.
    /// </summary>
    public IReadOnlyDictionary<string, long> Events => _events;

    /// <summary>Counts a commit.</summary>
    public void Committed(Commit commit)
    {
        var day = At(commit.Header.At);
        day.Commits++;
        day.Messages += commit.Notices.Length;
        if (commit.Header.Channel == "deadline" && !commit.Events.IsEmpty) day.Deadlines++;
        foreach (var happened in commit.Events)
        {
            if (happened.Type is "application.submitted" or "railApplication.submitted") day.Applications++;
            _events[happened.Type] = _events.GetValueOrDefault(happened.Type) + 1;
        }
    }

    /// <summary>Counts an officer's work.</summary>
    public void OfficerMinutes(DateTimeOffset at, int minutes) => At(at).OfficerMinutes += minutes;

    private DayLoad At(DateTimeOffset at)
    {
        var on = ShanghaiTime.DateOf(at);
        if (on < from) return new DayLoad();
        if (!_days.TryGetValue(on, out var day)) _days[on] = day = new DayLoad();
        return day;
    }
}
