using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Retention;

/// <summary>
/// Carries out the table of retention once a legal day for all silos: the first silo records the day. What was erased
/// is recorded for the administrator and in the audit. After an interruption the rest is done on the next day.
/// </summary>
/// <param name="store">The tables.</param>
/// <param name="legalClock">The law's clock.</param>
/// <param name="machineClock">The machine's clock, which sessions and the audit use.</param>
/// <param name="trail">The audit.</param>
/// <param name="unnamed">Documents that nothing names.</param>
/// <param name="cutAudit">Removes the months of the audit whose time is over; the result is how many records.</param>
public sealed class RetentionSweep(
    IRegistryStore store, TimeProvider legalClock, TimeProvider machineClock, IAuditTrail trail,
    UnnamedDocuments unnamed, Func<CancellationToken, Task<long>> cutAudit)
{
    /// <summary>The operation's name in the audit.</summary>
    public const string Line = "retention.carriedOut";

    private const string Setting = "retention";
    private const int PageSize = 500;

    private static readonly TimeSpan _every = TimeSpan.FromMinutes(10);

    /// <summary>What is recorded about earlier runs.</summary>
    public static async ValueTask<RetentionRuns?> Runs(ISettingStore settings, CancellationToken cancellation) =>
        await settings.Get(Setting, cancellation) is { } stored ? RetentionRuns.Read(stored) : null;

    /// <summary>One round; the result is when to check the day again.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        var (now, before) = (legalClock.GetUtcNow(), await store.Settings.Get(Setting, cancellation));
        var runs = before is null ? new RetentionRuns(DateOnly.MinValue) : RetentionRuns.Read(before);
        var begun = (runs with { On = ShanghaiTime.DateOf(now) }).Write();
        if (runs.On >= ShanghaiTime.DateOf(now) || !await store.Settings.Replace(Setting, before, begun, cancellation))
            return _every;
        runs = RetentionRuns.Read(begun);
        var materials = new EndedMaterials(store, now);
        runs = runs with { SettledBefore = await materials.Run(runs.SettledBefore, cancellation) };
        foreach (var rule in RetentionTable.All)
        {
            if (await Erase(rule, materials, now, cancellation) is not { } erased) continue;
            if (erased > 0) await Record(rule.Kind, erased, cancellation);
            runs = runs.With(rule.Kind, now, erased);
        }
        await store.Settings.Replace(Setting, begun, runs.Write(), cancellation);
        return _every;
    }

    /// <summary>How many were erased; null: nothing is to be done here.</summary>
    private async Task<long?> Erase(
        RetentionRule rule, EndedMaterials materials, DateTimeOffset now, CancellationToken cancellation) =>
        rule.Kind switch
        {
            RetentionKind.UnnamedDocuments => await unnamed.Remove(rule.Cut(now), now, cancellation),
            RetentionKind.RefusedMaterials or RetentionKind.IdentityPictures => materials.Erased(rule.Kind),
            RetentionKind.Drafts => await store.Drafts.RemoveOld(rule.Cut(now), cancellation),
            RetentionKind.Sessions =>
                await store.Accounts.RemoveEndedSessions(rule.Cut(machineClock.GetUtcNow()), cancellation),
            RetentionKind.Devices => await store.Devices.RemoveEnded(rule.Cut(machineClock.GetUtcNow()), cancellation),
            RetentionKind.Notices => await Notices(rule.Cut(now), cancellation),
            RetentionKind.Audit => await cutAudit(cancellation),
            // The register stays; the others are removed when they are used, at a request, at the closing of an
            // account, or by a deadline of their own.
            _ => null,
        };

    private async Task<long> Notices(DateTimeOffset before, CancellationToken cancellation)
    {
        for (var count = 0L; ;)
        {
            var removed = await store.Work.RemoveNotices(before, PageSize, cancellation);
            count += removed;
            if (removed < PageSize) return count;
        }
    }

    private Task<DateTimeOffset> Record(RetentionKind kind, long erased, CancellationToken cancellation) =>
        trail.Record(new AuditRecord(default, AuditClass.Act, Line, By: null)
        {
            Criteria = ImmutableSortedDictionary<string, string>.Empty
                .Add("kind", System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()))
                .Add("erased", erased.ToString(CultureInfo.InvariantCulture)),
        }, cancellation);
}
