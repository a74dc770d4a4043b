using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// Removes a month of the audit once its time is over (decisions 7 and 8): as a whole, when a root covers the end of
/// each of its chains and the copy outside has all of it. Heads, leaves and roots stay, so that what somebody has kept
/// of the month can still be proven.
/// </summary>
/// <param name="log">The audit.</param>
/// <param name="roots">The roots.</param>
/// <param name="isSent">True when the copy outside has the whole chain; always where there is no copy.</param>
/// <param name="machineClock">The machine's clock, by which records are kept.</param>
/// <param name="logger">The log, where the removal is written.</param>
public sealed class AuditRetention(
    IAuditLog log, IAuditRootStore roots, Func<AuditHead, CancellationToken, ValueTask<bool>> isSent,
    TimeProvider machineClock, ILogger<AuditRetention> logger)
{
    /// <summary>
    /// For how many months after its end a month is kept: look-ups and reads three years (decisions 7).
    /// </summary>
    public const int Months = 36;

    /// <summary>True when a month (<c>2026-02</c>) may be removed on this day.</summary>
    public static bool IsOver(string month, DateOnly today) =>
        DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1 + Months) <= today;

    /// <summary>
    /// Removes what is due; a month that is not covered or sent yet stays until the next time. The result is how many
    /// records.
    /// </summary>
    public async Task<long> CutDue(CancellationToken cancellation = default)
    {
        var cut = 0L;
        var now = machineClock.GetUtcNow();
        var today = ShanghaiTime.DateOf(now);
        var due = (await log.Heads(cancellation)).GroupBy(head => AuditChain.MonthOf(head.Day))
            .Where(month => IsOver(month.Key, today));
        foreach (var month in due)
        {
            if (await log.IsCut(month.Key, cancellation) || !await AllSafe(month, cancellation)) continue;
            var records = await log.Cut(month.Key, now, cancellation);
            logger.AuditCut(month.Key, records);
            cut += records;
        }
        return cut;
    }

    private async Task<bool> AllSafe(IEnumerable<AuditHead> heads, CancellationToken cancellation)
    {
        foreach (var head in heads)
        {
            if (await roots.Find(RootLeaf.Audit, head.Chain, cancellation) is not { } placed
                || placed.Leaf.Version != head.Count || !await isSent(head, cancellation)) return false;
        }
        return true;
    }
}
