using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// Sends the notices that commits left, at least once, to every channel one after the other. A notice that cannot be
/// sent waits longer each time and delays no other; after <see cref="BackOff.MaxTries"/> attempts it is left to the
/// administrator.
/// </summary>
/// <param name="work">Where notices wait.</param>
/// <param name="sinks">The channels, all of which must accept a notice.</param>
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

    /// <summary>Sends texts to phones; null: there is no gateway.</summary>
    public PhoneTexts? Phones { get; init; }

    /// <summary>By which channels a recipient wants to be notified.</summary>
    public Func<string, CancellationToken, ValueTask<NoticeChoices>> ChoicesOf { get; init; } =
        (_, _) => ValueTask.FromResult(NoticeChoices.All);

    /// <summary>Sends notices that are due now, a limited number; the result is how many were tried.</summary>
    public async Task<int> PumpOnce(CancellationToken cancellation)
    {
        var pending = await work.PendingNotices(machineClock.GetUtcNow(), Chunk, cancellation);
        var marks = new ConcurrentBag<Task>(); // Made while others are being sent: the channel is what is slow.
        var forPhones = new ConcurrentBag<SentToSinks>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(pending, options, async (notice, ct) =>
            {
                var choices = await ChoicesOf(notice.Notice.PersonKey, ct);
                var sent = await Send(notice, choices, ct);
                if (sent.Receipt is SinkReceipt.Taken && Phones is not null && !NoticeReach.IsDesk(
                    notice.Notice.PersonKey) && choices.Wants(notice.Notice.Kind, NoticeChannel.Sms))
                    forPhones.Add(sent);
                else marks.Add(Mark(sent));
            });
            await Parallel.ForEachAsync(
                Bundles(forPhones, marks), options, async (bundle, ct) => await SendToPhones(bundle, marks, ct));
        }
        finally
        {
            await Task.WhenAll(marks);
        }
        return pending.Length;
    }

    /// <summary>Sends all notices that are due now, until there are fewer than the limit.</summary>
    public async Task PumpDue(CancellationToken cancellation)
    {
        while (await PumpOnce(cancellation) == Chunk) { }
    }

    /// <summary>Sends until cancelled. When the store cannot be reached, that is logged and tried again.</summary>
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

    /// <summary>
    /// Sends a notice to every channel that has not accepted it yet, one after the other: the answers of all of them,
    /// or that of the first which did not accept it.
    /// </summary>
    private async Task<SentToSinks> Send(NoticeRecord notice, NoticeChoices choices, CancellationToken cancellation)
    {
        var before = notice.TakenBy?.Split(' ') ?? [];
        var (receipts, taken) = (new List<string>(sinks.Count), new List<string>(sinks.Count));
        foreach (var sink in sinks)
        {
            var receipt = before.Contains(sink.Name) ? new SinkReceipt.Taken("before")
                : sink.Name == WebhookSink.ChannelName && !choices.Wants(notice.Notice.Kind, NoticeChannel.Webhook)
                ? new SinkReceipt.Taken("not wanted")
                : await Try(sink, notice, cancellation);
            switch (receipt)
            {
                case SinkReceipt.Taken { Receipt: var text }:
                    receipts.Add($"{sink.Name}: {text}");
                    taken.Add(sink.Name);
                    break;
                case SinkReceipt.Refused refused:
                    return Sent(new SinkReceipt.Refused($"{sink.Name}: {refused.Error}"));
                case SinkReceipt.Away away:
                    return Sent(away with { Error = $"{sink.Name}: {away.Error}" });
            }
        }
        return Sent(new SinkReceipt.Taken(string.Join("; ", receipts)));

        SentToSinks Sent(SinkReceipt receipt) => new(notice, receipt, taken.Count > 0 ? string.Join(' ', taken) : null);
    }

    /// <summary>
    /// The notices that go to phones now, by recipient and day. A notice that is seen for the first time waits a moment
    /// for others to the same recipient, and at night until the morning.
    /// </summary>
    private List<List<SentToSinks>> Bundles(IEnumerable<SentToSinks> sent, ConcurrentBag<Task> marks)
    {
        var bundles = new Dictionary<(string, DateOnly), List<SentToSinks>>();
        foreach (var one in sent.OrderBy(one => one.Notice.Id))
        {
            var wait = one.Notice.TakenBy is null ? PhoneTexts.Gathering : Phones!.WaitOf(one.Notice);
            if (wait is { } time)
            {
                marks.Add(work.NoticePostponed(
                    one.Notice.Id, machineClock.GetUtcNow() + time, one.TakenBy ?? "", CancellationToken.None));
                continue;
            }
            var key = (one.Notice.Notice.PersonKey, ShanghaiTime.DateOf(one.Notice.At));
            if (!bundles.TryGetValue(key, out var bundle)) bundles[key] = bundle = [];
            bundle.Add(one);
        }
        return [.. bundles.Values];
    }

    private async Task SendToPhones(List<SentToSinks> bundle, ConcurrentBag<Task> marks, CancellationToken cancellation)
    {
        PhoneReceipt answer;
        try
        {
            answer = await Phones!.Send([.. bundle.Select(one => one.Notice)], cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            answer = new PhoneReceipt(new SinkReceipt.Away(failure.Message), null);
        }
        foreach (var one in bundle)
        {
            var before = ((SinkReceipt.Taken)one.Receipt).Receipt;
            marks.Add(Mark(one with
            {
                Receipt = answer.Receipt switch
                {
                    SinkReceipt.Taken taken => new SinkReceipt.Taken(
                        (before.Length > 0 ? before + "; " : "") + $"{PhoneTexts.Name}: {taken.Receipt}"),
                    SinkReceipt.Refused refused => new SinkReceipt.Refused($"{PhoneTexts.Name}: {refused.Error}"),
                    SinkReceipt.Away away => away with { Error = $"{PhoneTexts.Name}: {away.Error}" },
                    var other => throw new InvalidOperationException($"{other} is no answer of a channel"),
                },
                MessageId = answer.MessageId,
            }));
        }
    }

    /// <summary>Cannot be cancelled: what was sent is marked, also by a host that stops.</summary>
    private Task Mark(SentToSinks sent) => sent.Receipt switch
    {
        SinkReceipt.Taken taken => work.NoticeSent(
            sent.Notice.Id, machineClock.GetUtcNow(), taken.Receipt, sent.MessageId, CancellationToken.None),
        SinkReceipt.Refused refused => GiveUp(sent, refused.Error),
        SinkReceipt.Away away => Later(sent, away.Error, away.NotBefore),
        _ => throw new InvalidOperationException($"{sent.Receipt} is no answer of a channel"),
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

    private Task Later(SentToSinks sent, string error, TimeSpan? notBefore)
    {
        var tries = sent.Notice.Attempts + 1;
        if (tries >= BackOff.MaxTries) return GiveUp(sent, error);
        var pause = BackOff.AtLeast(BackOff.After(tries, Random.Shared.NextDouble()), notBefore);
        return work.NoticeFailed(
            sent.Notice.Id, error, machineClock.GetUtcNow() + pause, sent.TakenBy, CancellationToken.None);
    }

    private Task GiveUp(SentToSinks sent, string error)
    {
        log.NoticeGivenUp(sent.Notice.Id, sent.Notice.Notice.Kind, error);
        return work.NoticeFailed(sent.Notice.Id, error, null, sent.TakenBy, CancellationToken.None);
    }

    /// <summary>A notice, the result of sending it, and which channels have accepted it.</summary>
    private sealed record SentToSinks(NoticeRecord Notice, SinkReceipt Receipt, string? TakenBy)
    {
        /// <summary>The id of the text to a phone in which it was sent; null: none.</summary>
        public string? MessageId { get; init; }
    }
}
