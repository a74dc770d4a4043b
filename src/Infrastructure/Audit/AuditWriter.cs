using System.Text;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// Appends to this silo's chain. While some records are on their way to the disk, others are collected for the next
/// transaction, so that a thousand readers at one moment need a few transactions. A chain has an order, so only one
/// transaction is under way at a time.
/// </summary>
/// <param name="log">The tables.</param>
/// <param name="silo">Whose chain it is.</param>
internal sealed class AuditWriter(IAuditLog log, string silo)
{
    private const int MaxTogether = 512;
    private const int MaxTries = 5;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private AuditHead? _head;
    private bool _writing;

    /// <summary>Durable when the task ends. It cannot be cancelled, as nobody can take a record back.</summary>
    public Task Write(AuditRecord record)
    {
        var mine = new Waiting(record);
        lock (_gate)
        {
            _waiting.Enqueue(mine);
            if (_writing) return mine.Task;
            _writing = true;
        }
        _ = Work(); // Ends by itself; every failure goes to those who wait.
        return mine.Task;
    }

    private async Task Work()
    {
        await Task.Yield(); // Whoever writes in the same moment goes along.
        while (Take() is { Length: > 0 } group)
        {
            var written = Append(group);
            await ((Task)written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var one in group)
            {
                if (written.IsCompletedSuccessfully) one.SetResult();
                else one.SetException(written.Exception?.InnerException ?? new OperationCanceledException());
            }
        }
    }

    private Waiting[] Take()
    {
        lock (_gate)
        {
            var group = new Waiting[Math.Min(_waiting.Count, MaxTogether)];
            for (var i = 0; i < group.Length; i++) group[i] = _waiting.Dequeue();
            if (group.Length == 0) _writing = false;
            return group;
        }
    }

    private async Task Append(Waiting[] group)
    {
        // The day of the last record: if a group has records from before and after midnight, they stay together.
        var day = ShanghaiTime.DateOf(group[^1].Record.At);
        var chain = AuditChain.NameOf(silo, day);
        for (var tries = 1; ; tries++)
        {
            var before = _head?.Chain == chain
                ? _head : await log.Head(chain) ?? new AuditHead(chain, day, 0, HashChain.Start);
            _head = null; // Known again when this is written.
            var (after, lines) = Chained(before, group);
            if (await log.Append(before, after, lines))
            {
                _head = after;
                return;
            }
            // A process with the name of this silo was still writing.
            if (tries == MaxTries) throw new StorageAwayException($"the audit chain {chain} is written by another");
        }
    }

    private static (AuditHead After, List<NewAuditLine> Lines) Chained(AuditHead before, Waiting[] group)
    {
        var lines = new List<NewAuditLine>(group.Length);
        var hash = before.Hash;
        foreach (var one in group)
        {
            var text = Encoding.UTF8.GetString(one.Record.ToBytes());
            hash = AuditChain.Next(hash.Span, text);
            lines.Add(new NewAuditLine(one.Record, text, hash));
        }
        return (before with { Count = before.Count + group.Length, Hash = hash }, lines);
    }

    private sealed class Waiting(AuditRecord record)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public AuditRecord Record => record;
    }
}
