using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting;

/// <summary>
/// Where rules and calendar come from: built in, replaced by <c>rules.json</c> in the data folder and by the calendar
/// years that the administrator loaded. Every rulebook in use is kept, for events name it.
/// </summary>
public sealed class LawBooks(string folder, ISettingStore settings)
{
    private const string CalendarSetting = "calendar";

    /// <summary>The calendar of the last run; built in where nothing was loaded.</summary>
    public async Task<WorkingCalendar> ReadCalendar(CancellationToken cancellation)
    {
        if (await settings.Get(CalendarSetting, cancellation) is not { } json) return WorkingCalendar.Embedded;
        return WorkingCalendar.Parse(json) is CalendarLoad.Loaded loaded
            ? WorkingCalendar.Embedded.With(loaded.Calendar)
            : throw new InvalidDataException("the kept calendar cannot be read");
    }

    /// <summary>The rules of the data folder, or the built-in ones; null with the faults when the file is not in order.</summary>
    public (Rulebook? Rulebook, ImmutableArray<string> Faults) ReadRules()
    {
        var path = Path.Combine(folder, "rules.json");
        if (!File.Exists(path)) return (Rulebook.Embedded, []);
        return Rulebook.Parse(File.ReadAllBytes(path)) switch
        {
            RulebookLoad.Loaded loaded => (loaded.Rulebook, []),
            RulebookLoad.Rejected rejected => (null, rejected.Faults),
            _ => throw new InvalidOperationException("rules are loaded or rejected"),
        };
    }

    /// <summary>Keeps a rulebook that is in use, once.</summary>
    public async Task<Rulebook> Keep(Rulebook rulebook, CancellationToken cancellation)
    {
        var name = "rules/" + rulebook.Version;
        if (await settings.Get(name, cancellation) is null) await settings.Set(name, rulebook.Text, cancellation);
        return rulebook;
    }

    /// <summary>Keeps the calendar for the next run and for the other hosts.</summary>
    public async Task<WorkingCalendar> Keep(WorkingCalendar calendar, CancellationToken cancellation)
    {
        await settings.Set(CalendarSetting, calendar.Write(), cancellation);
        return calendar;
    }
}
