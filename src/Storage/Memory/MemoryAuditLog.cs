using System.Text;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>The tables of the audit.</summary>
internal sealed class MemoryAudit
{
    public SortedDictionary<string, AuditHead> Heads { get; } = new(StringComparer.Ordinal);

    public List<(AuditLine Line, string Text, string Month)> Lines { get; } = [];

    public HashSet<string> Cut { get; } = [];

    public long LastId { get; set; }

    public SortedDictionary<DateOnly, AuditRoot> Roots { get; } = [];

    public List<PlacedLeaf> Leaves { get; } = [];

    /// <summary>By chain, the number of the last record that the copy outside has.</summary>
    public Dictionary<string, long> Sent { get; } = [];
}

/// <summary>The audit: who did what, to whose data.</summary>
internal sealed class MemoryAuditLog(MemoryTables tables) : IAuditLog
{
    public ValueTask<AuditHead?> Head(string chain, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Audit.Heads.GetValueOrDefault(chain));
    }

    public Task<bool> Append(
        AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines,
        CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var audit = tables.Audit;
            if ((audit.Heads.GetValueOrDefault(before.Chain)?.Count ?? 0) != before.Count)
                return Task.FromResult(false);
            var (month, number) = (AuditChain.MonthOf(after.Day), before.Count);
            foreach (var one in lines)
            {
                var record = AuditRecord.Of(Encoding.UTF8.GetBytes(one.Text));
                audit.Lines.Add((
                    new AuditLine(++audit.LastId, record, after.Chain, ++number, one.Hash), one.Text, month));
            }
            audit.Heads[after.Chain] = after;
            return Task.FromResult(true);
        }
    }

    public Task<Page<AuditLine>> Search(
        AuditSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var before = Cursor.Number(AuditRows.List, page.Cursor, long.MaxValue);
        lock (tables.Gate)
            return Task.FromResult(Enumerable.Reverse(tables.Audit.Lines).Select(one => one.Line)
                .Where(line => line.Id < before && search.Finds(line.Record))
                .Page(page, AuditRows.After));
    }

    public Task<(int Count, DateTimeOffset? Oldest)> Lately(
        string actor, string what, DateTimeOffset since, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var found = tables.Audit.Lines.Select(one => one.Line.Record)
                .Where(record => record.By == actor && record.What == what && record.At > since).ToList();
            return Task.FromResult((found.Count, found.Min(record => (DateTimeOffset?)record.At)));
        }
    }

    public Task<IReadOnlyList<AuditHead>> Heads(CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult<IReadOnlyList<AuditHead>>([.. tables.Audit.Heads.Values]);
    }

    public Task<IReadOnlyList<ChainedText>> Texts(
        string chain, long after, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult<IReadOnlyList<ChainedText>>(
            [
                .. tables.Audit.Lines.Where(one => one.Line.Chain == chain && one.Line.Number > after).Take(limit)
                    .Select(one => new ChainedText(one.Line.Number!.Value, one.Text, one.Line.Hash!.Value)),
            ]);
    }

    public ValueTask<bool> IsCut(string month, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Audit.Cut.Contains(month));
    }

    public Task<int> Cut(string month, DateTimeOffset at, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            tables.Audit.Cut.Add(month);
            return Task.FromResult(tables.Audit.Lines.RemoveAll(one => one.Month == month));
        }
    }
}
