using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// Sends records and roots to the copy outside: each chain in order, marked once they were accepted. What is not
/// accepted is sent again for as long as it takes: nothing is skipped, and no month is removed before it was sent.
/// </summary>
/// <param name="store">The tables.</param>
/// <param name="sink">The copy.</param>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">What went wrong.</param>
public sealed class AuditSending(
    IRegistryStore store, IAuditSink sink, TimeProvider machineClock, ILogger<AuditSending> log)
{
    /// <summary>The name under which roots are marked, by the number of their day; no chain has this name.</summary>
    private const string Roots = "roots";

    private const int AtOnce = 500;
    private const int ChainsAtOnce = 50;
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private int _tries;
    private DateTimeOffset _notBefore;

    /// <summary>
    /// Sends everything that waits; stops at the first that is not accepted, which is tried again later.
    /// </summary>
    public async Task SendDue(CancellationToken cancellation = default)
    {
        if (machineClock.GetUtcNow() < _notBefore) return;
        while (await store.AuditSent.Unsent(ChainsAtOnce, cancellation) is { Count: > 0 } unsent)
            foreach (var chain in unsent)
                if (!await SendChain(chain, cancellation)) return;
        await SendRoots(cancellation);
    }

    private async Task<bool> SendChain(UnsentChain unsent, CancellationToken cancellation)
    {
        var (chain, sent) = (unsent.Head.Chain, unsent.Sent);
        while (sent < unsent.Head.Count)
        {
            var texts = await store.AuditLog.Texts(chain, sent, AtOnce, cancellation);
            // Removed before there was a copy: there is nothing to send.
            if (texts.Count == 0) return await Mark(chain, unsent.Head.Count);
            var last = texts[^1].Number;
            if (!await Take($"{chain}:{last}", [.. texts.Select(one => SinkLines.Of(chain, one))], cancellation)
                || !await Mark(chain, last)) return false;
            sent = last;
        }
        return true;
    }

    private async Task SendRoots(CancellationToken cancellation)
    {
        var sent = await store.AuditSent.UpTo(Roots, cancellation);
        var unsent = new List<Domain.Audit.AuditRoot>();
        string? cursor = null;
        do
        {
            var page = await store.AuditRoots.Roots(new PageRequest(100, cursor), cancellation);
            unsent.AddRange(page.Items.Where(root => root.Day.DayNumber > sent));
            cursor = page.Items.Length > 0 && page.Items[^1].Day.DayNumber > sent ? page.Next : null;
        }
        while (cursor is not null);
        unsent.Reverse();
        foreach (var some in unsent.Chunk(AtOnce))
        {
            if (!await Take($"{Roots}:{some[^1].Day.DayNumber}", [.. some.Select(SinkLines.Of)], cancellation)
                || !await Mark(Roots, some[^1].Day.DayNumber)) return;
        }
    }

    private async Task<bool> Take(string id, IReadOnlyList<byte[]> lines, CancellationToken cancellation)
    {
        var (error, asked) = await sink.Take(id, lines, cancellation) switch
        {
            SinkReceipt.Taken => (null, null),
            SinkReceipt.Away away => (away.Error, away.NotBefore),
            // Nothing is skipped: a receiver that refuses must be repaired.
            SinkReceipt.Refused refused => (refused.Error, (TimeSpan?)null),
            var other => throw new InvalidOperationException($"{other} is no answer of a sink"),
        };
        if (error is null)
        {
            _tries = 0;
            return true;
        }
        var wait = BackOff.AtLeast(BackOff.After(++_tries, Random.Shared.NextDouble()), asked);
        _notBefore = machineClock.GetUtcNow() + (wait < _longest ? wait : _longest);
        log.AuditSinkAway(lines.Count, error);
        return false;
    }

    /// <summary>Cannot be cancelled: what was accepted is marked, also by a host that stops.</summary>
    private async Task<bool> Mark(string chain, long number)
    {
        await store.AuditSent.Sent(chain, number, CancellationToken.None);
        return true;
    }
}
