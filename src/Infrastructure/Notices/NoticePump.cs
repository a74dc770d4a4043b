using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// Sends the notices that commits left, at least once, to every channel in turn. One that cannot be sent waits longer
/// each time and holds up no other; after <see cref="BackOff.MaxTries"/> tries it is left to the administrator.
/// </summary>
/// <param name="work">Where notices wait.</param>
/// <param name="sinks">The channels, all of which must take a notice. A channel that took it gets it again when a later
/// one did not: put the one that may fail first.</param>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="wait">Waits until a commit has a notice for people, or the time is over.</param>
/// <param name="log">What went wrong.</param>
public sealed class NoticePump(
    IWorkStore work, IReadOnlyList<INoticeSink> sinks, TimeProvider machineClock,
    Func<TimeSpan, CancellationToken, Task> wait, ILogger<NoticePump> log)
{
    private const int Chunk = 100;
    private const int SentAtOnce = 8;
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Sends what is due now, one bounded chunk; gives how many notices were tried.</summary>
    public async Task<int> PumpOnce(CancellationToken cancellation)
    {
        var pending = await work.PendingNotices(machineClock.GetUtcNow(), Chunk, cancellation);
        var marks = new ConcurrentBag<Task>(); // Made while others are being sent: the channel is what is slow.
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = cancellation };
            await Parallel.ForEachAsync(
                pending, options, async (notice, ct) => marks.Add(Mark(notice, await Send(notice, ct))));
        }
        finally
        {
            await Task.WhenAll(marks);
        }
        return pending.Length;
    }

    /// <summary>Sends all that is due now: a chunk that is not full was the last.</summary>
    public async Task PumpDue(CancellationToken cancellation)
    {
        while (await PumpOnce(cancellation) == Chunk) { }
    }

    /// <summary>Pumps until cancelled. A store that is away is logged and tried again.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await PumpDue(cancellation);
                await wait(_lookEvery, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.NoticesFailed(failure);
                await Task.Delay(_lookEvery, CancellationToken.None);
            }
        }
    }

    /// <summary>To every channel in turn: what all of them said, or what the first said that did not take it.</summary>
    private async Task<SinkReceipt> Send(NoticeRecord notice, CancellationToken cancellation)
    {
        var receipts = new List<string>(sinks.Count);
        foreach (var sink in sinks)
        {
            switch (await Try(sink, notice, cancellation))
            {
                case SinkReceipt.Taken taken:
                    receipts.Add($"{sink.Name}: {taken.Receipt}");
                    break;
                case SinkReceipt.Refused refused:
                    return new SinkReceipt.Refused($"{sink.Name}: {refused.Error}");
                case SinkReceipt.Away away:
                    return away with { Error = $"{sink.Name}: {away.Error}" };
            }
        }
        return new SinkReceipt.Taken(string.Join("; ", receipts));
    }

    /// <summary>Not to be cancelled: what was sent is marked, also by a host that stops.</summary>
    private Task Mark(NoticeRecord notice, SinkReceipt receipt) => receipt switch
    {
        SinkReceipt.Taken taken =>
            work.NoticeSent(notice.Id, machineClock.GetUtcNow(), taken.Receipt, CancellationToken.None),
        SinkReceipt.Refused refused => GiveUp(notice, refused.Error),
        SinkReceipt.Away away => Later(notice, away.Error, away.NotBefore),
        _ => throw new InvalidOperationException($"{receipt} is no answer of a channel"),
    };

    private static async Task<SinkReceipt> Try(INoticeSink sink, NoticeRecord notice, CancellationToken cancellation)
    {
        try
        {
            return await sink.Send(notice, NoticeTexts.Of(notice.Notice), cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return new SinkReceipt.Away(failure.Message); // A poisoned notice must not stop the others.
        }
    }

    private Task Later(NoticeRecord notice, string error, TimeSpan? notBefore)
    {
        var tries = notice.Attempts + 1;
        if (tries >= BackOff.MaxTries) return GiveUp(notice, error);
        var pause = BackOff.AtLeast(BackOff.After(tries, Random.Shared.NextDouble()), notBefore);
        return work.NoticeFailed(notice.Id, error, machineClock.GetUtcNow() + pause, CancellationToken.None);
    }

    private Task GiveUp(NoticeRecord notice, string error)
    {
        log.NoticeGivenUp(notice.Id, notice.Notice.Kind, error);
        return work.NoticeFailed(notice.Id, error, null, CancellationToken.None);
    }
}
