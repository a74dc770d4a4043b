using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting;

/// <summary>
/// Where rules and calendar come from: built in, replaced by <c>rules.json</c> in the data folder and by the calendar
/// years that the administrator loaded. Every rulebook in use is kept, for events name it.
/// </summary>
public sealed class LawBooks(string folder, ISettingStore settings)
{
    private const string CalendarSetting = "calendar", RulesSetting = "rules/", CurrentSetting = "rules-in-use", CharterSetting = "charter";

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

    /// <summary>Keeps a rulebook that is in use, for events name it; it is the current one from now on.</summary>
    public async Task<Rulebook> Keep(Rulebook rulebook, CancellationToken cancellation)
    {
        var name = RulesSetting + rulebook.Version;
        if (await settings.Get(name, cancellation) is null) await settings.Set(name, rulebook.Text, cancellation);
        if (await CurrentVersion(cancellation) != rulebook.Version)
            await settings.Set(CurrentSetting, Encoding.UTF8.GetBytes(rulebook.Version), cancellation);
        return rulebook;
    }

    /// <summary>
    /// The charter tables of the data folder, or the built-in ones; in use from now on and kept for the other hosts. The
    /// faults when the file is not in order: then everything stays.
    /// </summary>
    public async Task<ImmutableArray<string>> UseCharter(Law law, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "charter.json");
        var tables = CharterRulebook.Embedded;
        if (File.Exists(path))
        {
            switch (CharterRulebook.Parse(await File.ReadAllBytesAsync(path, cancellation)))
            {
                case CharterRulebookLoad.Loaded loaded: tables = loaded.Rulebook; break;
                case CharterRulebookLoad.Rejected rejected: return rejected.Faults;
            }
        }
        law.CharterRulebook = tables;
        var kept = await settings.Get(CharterSetting, cancellation);
        if (kept is null || !kept.AsSpan().SequenceEqual(tables.Text)) await settings.Set(CharterSetting, tables.Text, cancellation);
        return [];
    }

    /// <summary>Keeps the calendar for the next run and for the other hosts.</summary>
    public async Task<WorkingCalendar> Keep(WorkingCalendar calendar, CancellationToken cancellation)
    {
        await settings.Set(CalendarSetting, calendar.Write(), cancellation);
        return calendar;
    }

    /// <summary>Takes over what another host on the same store has loaded since.</summary>
    public async Task Follow(Law law, CancellationToken cancellation)
    {
        var calendar = await ReadCalendar(cancellation);
        if (!calendar.Write().AsSpan().SequenceEqual(law.Calendar.Write())) law.Calendar = calendar;
        if (await settings.Get(CharterSetting, cancellation) is { } charter && !charter.AsSpan().SequenceEqual(law.CharterRulebook.Text)
            && CharterRulebook.Parse(charter) is CharterRulebookLoad.Loaded tables) law.CharterRulebook = tables.Rulebook;
        if (await CurrentVersion(cancellation) is not { } version || version == law.Rulebook.Version) return;
        var text = await settings.Get(RulesSetting + version, cancellation);
        // What a newer program reads, an older one may not understand: then it stays with its own until it is replaced.
        if (text is not null && Rulebook.Parse(text) is RulebookLoad.Loaded loaded) law.Rulebook = loaded.Rulebook;
    }

    private async ValueTask<string?> CurrentVersion(CancellationToken cancellation) =>
        await settings.Get(CurrentSetting, cancellation) is { } name ? Encoding.UTF8.GetString(name) : null;
}
