using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

#pragma warning disable CA1001 // The semaphore has no handle: nothing of it is left behind.
/// <summary>
/// The source of rules and calendar: built in, replaced by <c>rules.json</c>, <c>rail.json</c> and <c>charter.json</c>
/// in the data folder and by the calendar years that the administrator loaded. Every rulebook that was in use is
/// stored, because events name it.
/// </summary>
public sealed class RulebookStore(string folder, ISettingStore settings, Contacts? contacts = null)
{
    private const string CalendarSetting = "calendar", RulesSetting = "rules/", CharterSetting = "charter";
    private const string RulesInUse = "rules-in-use", RailInUse = "rail-rules-in-use";

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The law by the data folder and what was stored. Throws when a file is not valid.</summary>
    public async Task<RulesInForce> Open(TimeProvider clock, CancellationToken cancellation = default)
    {
        var rulesInForce = new RulesInForce(
            clock, Rulebook.Embedded, CalendarOf(await settings.Get(CalendarSetting, cancellation)))
        {
            Contacts = contacts ?? Contacts.None,
        };
        return await Use(rulesInForce, cancellation) is { } wrong
            ? throw new InvalidDataException($"{wrong.Name}.json is not in order: {string.Join("; ", wrong.Faults)}")
            : rulesInForce;
    }

    /// <summary>
    /// The rules of the data folder, or the built-in ones; they are in use from now on and stored for the other hosts.
    /// The result is the faults of the first file that is not valid; then nothing changes.
    /// </summary>
    public async Task<(string Name, ImmutableArray<string> Faults)?> Use(
        RulesInForce rulesInForce, CancellationToken cancellation)
    {
        if (Candidate(rulesInForce, out var found) is { } wrong) return wrong;
        var (rules, rail, charter) = (found.Rulebook, found.RailRulebook, found.CharterRulebook);
        await Keep(RulesSetting + rules.Version, rules.Text, cancellation);
        await Keep(RulesSetting + rail.Version, rail.Text, cancellation);
        await Keep(RulesInUse, Encoding.UTF8.GetBytes(rules.Version), cancellation);
        await Keep(RailInUse, Encoding.UTF8.GetBytes(rail.Version), cancellation);
        await Keep(CharterSetting, charter.Text, cancellation);
        (rulesInForce.Rulebook, rulesInForce.RailRulebook, rulesInForce.CharterRulebook) = (rules, rail, charter);
        return null;
    }

    /// <summary>
    /// The rules of the data folder, with clock and calendar of <paramref name="now"/>; nothing is stored or put to
    /// use. The result is the faults of the first file that is not valid.
    /// </summary>
    public (string Name, ImmutableArray<string> Faults)? Candidate(RulesInForce now, out RulesInForce found)
    {
        found = now;
        if (Read("rules", Rulebook.Parse, Rulebook.Embedded, out var rules) is { } wrong) return wrong;
        if (Read("rail", RailRulebook.Parse, RailRulebook.Embedded, out var rail) is { } wrongRail) return wrongRail;
        if (Read("charter", CharterRulebook.Parse, CharterRulebook.Embedded, out var charter) is { } wrongCharter)
            return wrongCharter;
        found = new RulesInForce(now.Clock, rules, now.Calendar) { RailRulebook = rail, CharterRulebook = charter };
        return null;
    }

    /// <summary>
    /// The rulebook of the road or of the railway that an event names; null: it was never in use here.
    /// </summary>
    public ValueTask<byte[]?> TextOf(string version, CancellationToken cancellation = default) =>
        settings.Get(RulesSetting + version, cancellation);

    /// <summary>
    /// Adds <paramref name="loaded"/> to the stored calendar years, also to those that another host has added
    /// meanwhile; all of them are in use from now on.
    /// </summary>
    public Task Add(RulesInForce rulesInForce, WorkingCalendar loaded, CancellationToken cancellation) =>
        InTurn(async () =>
        {
            while (true)
            {
                var kept = await settings.Get(CalendarSetting, cancellation);
                var all = CalendarOf(kept).With(loaded);
                if (!await settings.Replace(CalendarSetting, kept, all.Write(), cancellation)) continue;
                rulesInForce.Calendar = all;
                return true;
            }
        }, cancellation);

    /// <summary>
    /// Takes over what another host on the same store has loaded since. True: something changed, so that what was
    /// counted before must be recounted.
    /// </summary>
    public Task<bool> Follow(RulesInForce rulesInForce, CancellationToken cancellation) => InTurn(async () =>
    {
        var before = rulesInForce.Fingerprint();
        // An older program may not understand what a newer one reads: then it keeps its own rules until it is replaced.
        if (await settings.Get(CharterSetting, cancellation) is { } charter
            && !charter.AsSpan().SequenceEqual(rulesInForce.CharterRulebook.Text)
            && CharterRulebook.Parse(charter) is RulebookLoad<CharterRulebook>.Loaded tables)
            rulesInForce.CharterRulebook = tables.Rulebook;
        if (await Newer(RulesInUse, rulesInForce.Rulebook.Version, cancellation) is { } road
            && Rulebook.Parse(road) is RulebookLoad<Rulebook>.Loaded rules)
            rulesInForce.Rulebook = rules.Rulebook;
        if (await Newer(RailInUse, rulesInForce.RailRulebook.Version, cancellation) is { } tracks
            && RailRulebook.Parse(tracks) is RulebookLoad<RailRulebook>.Loaded rail)
            rulesInForce.RailRulebook = rail.Rulebook;
        rulesInForce.Calendar = CalendarOf(await settings.Get(CalendarSetting, cancellation));
        return !before.AsSpan().SequenceEqual(rulesInForce.Fingerprint());
    }, cancellation);

    /// <summary>
    /// One after the other, so that the rules in use are the ones stored last and not the ones read first.
    /// </summary>
    private async Task<bool> InTurn(Func<Task<bool>> change, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await change();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The text of <paramref name="version"/>, if that is not in use; null: it is in use.</summary>
    private async Task<byte[]?> Newer(string inUse, string version, CancellationToken cancellation) =>
        await settings.Get(inUse, cancellation) is { } name
            && Encoding.UTF8.GetString(name) is var current
            && current != version
            ? await TextOf(current, cancellation)
            : null;

    /// <summary>The calendar of the last run; the built-in one where nothing was loaded.</summary>
    private static WorkingCalendar CalendarOf(byte[]? kept) => kept is null ? WorkingCalendar.Embedded
        : WorkingCalendar.Parse(kept) is RulebookLoad<WorkingCalendar>.Loaded loaded
        ? WorkingCalendar.Embedded.With(loaded.Rulebook)
        : throw new InvalidDataException("the kept calendar cannot be read");

    private delegate RulebookLoad<T> Parse<T>(ReadOnlySpan<byte> json) where T : class;

    /// <summary>The rules of a file of the folder, or the built-in ones; or the faults of the file.</summary>
    private (string Name, ImmutableArray<string> Faults)? Read<T>(string name, Parse<T> parse, T builtIn, out T rules)
        where T : class
    {
        rules = builtIn;
        if (FileOf(name) is not { } text) return null;
        var load = parse(text);
        if (load is RulebookLoad<T>.Rejected rejected) return (name, rejected.Faults);
        rules = ((RulebookLoad<T>.Loaded)load).Rulebook;
        return null;
    }

    private byte[]? FileOf(string name) =>
        Path.Combine(folder, name + ".json") is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <summary>Written only if it changes, because every start of every silo comes here.</summary>
    private async Task Keep(string name, byte[] value, CancellationToken cancellation)
    {
        if (await settings.Get(name, cancellation) is not { } kept || !kept.AsSpan().SequenceEqual(value))
            await settings.Set(name, value, cancellation);
    }
}
#pragma warning restore CA1001
