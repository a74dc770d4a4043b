using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>The audit of this silo (decisions 8).</summary>
/// <param name="log">The tables.</param>
/// <param name="silo">Whose chain it is.</param>
/// <param name="machineClock">The machine's clock.</param>
public sealed class AuditTrail(IAuditLog log, string silo, TimeProvider machineClock) : IAuditTrail
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly AuditWriter _writer = new(log, silo);
    private readonly RecentReads _recent = new(machineClock);
    private readonly RefusalMinutes _refusals = new(machineClock);

    /// <summary>Counts what may raise an alarm for an auditor; null: there are no alarms.</summary>
    public AuditAlarms? Alarms { get; init; }

    /// <summary>
    /// Turns readers of other people's data away while too much waits for the store, because their reads must be
    /// recorded.
    /// </summary>
    public WaitLimit Limit { get; init; } = WaitLimit.None;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> Record(AuditRecord record, CancellationToken cancellation = default)
    {
        // The commit of an act is durable already, and its audit record must follow.
        if (record.Class == AuditClass.Personal) Limit.Enter(ShedWork.Write);
        var at = machineClock.GetUtcNow();
        await _writer.Write(Placed(record) with { At = at });
        Alarms?.Saw(record with { At = at });
        return at;
    }

    /// <inheritdoc/>
    public async Task RecordRead(AuditRecord record, CancellationToken cancellation = default)
    {
        if (record is not { By: { } by, About: { } about })
        {
            await Record(record, cancellation);
            return;
        }
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (fresh, others) = (ImmutableArray.CreateBuilder<string>(), new List<Task>());
        foreach (var one in about)
        {
            if (_recent.Find(by, one, mine.Task) is not { } seen) fresh.Add(one);
            else if (seen != mine.Task) others.Add(seen);
        }
        await (fresh.Count == 0 ? Task.CompletedTask : Write(record with { About = fresh.ToImmutable() }, mine));
        await Task.WhenAll(others);
    }

    /// <inheritdoc/>
    public bool IsOnRecord(string by, ImmutableArray<string> about)
    {
        foreach (var one in about)
            if (!_recent.IsWritten(by, one)) return false;
        return !about.IsEmpty;
    }

    private async Task Write(AuditRecord record, TaskCompletionSource mine)
    {
        try
        {
            await Record(record);
            mine.SetResult();
        }
        catch (Exception fault)
        {
            mine.SetException(fault); // Whoever waited is refused, too; whoever comes next writes it.
            throw;
        }
    }

    /// <inheritdoc/>
    public void Count(RefusedRequest refused)
    {
        refused = refused with { Network = Networks.Of(refused.Network) };
        _refusals.Add(refused);
        Alarms?.Saw(refused);
    }

    /// <inheritdoc/>
    public async Task<Page<AuditLine>> Search(
        AuditSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var found = await log.Search(search, page, cancellation);
        if (page.Cursor is not null) return found;
        var pending = _refusals.Pending().Where(search.Finds).Select(one => new AuditLine(0, one, null, null, null));
        return found with { Items = [.. pending, .. found.Items] };
    }

    /// <summary>One round: writes the records of minutes that are over; the result is when the next is due.</summary>
    public async Task<TimeSpan> WriteMinutes(CancellationToken cancellation)
    {
        await Write(_refusals.TakeOver());
        return _every;
    }

    /// <summary>Called before the silo ends: writes the present minute, too.</summary>
    public Task WriteAll() => Write(_refusals.TakeOver(all: true));

    private async Task Write(ImmutableArray<AuditRecord> lines)
    {
        var written = Array.ConvertAll([.. lines], _writer.Write);
        await Task.WhenAll(written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var lost = lines.Where((_, i) => !written[i].IsCompletedSuccessfully).ToList();
        if (lost.Count == 0) return;
        _refusals.PutBack(lost);
        await Task.WhenAll(written);
    }

    private static AuditRecord Placed(AuditRecord record) =>
        record.Network is { } address ? record with { Network = Networks.Of(address) } : record;
}
