using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Hosting.Engine;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting;

/// <summary>What operations look at and touch, on an embedded registry.</summary>
internal sealed class RegistryOperations(
    IRegistryStore store, LawBooks books, Law law, CommandRunner runner, DueWork work, Signals signals,
    TimeProvider machineClock, ILogger log) : IOperations, IDisposable
{
    private readonly SemaphoreSlim _moving = new(1, 1);

    public Task<string?> NotReady(CancellationToken cancellation = default) => store.NotReady(cancellation);

    public Task<Backlog> Backlog(CancellationToken cancellation = default) =>
        store.Work.Backlog(law.Clock.GetUtcNow(), cancellation);

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        store.Work.Parked(page, cancellation);

    public async Task<bool> Retry(string parkedId, CancellationToken cancellation = default)
    {
        var found = await store.Work.Retry(parkedId, cancellation);
        if (found) signals.Work();
        return found;
    }

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        store.Work.Notices(personKey, failedOnly, page, cancellation);

    public Task Audit(Actor actor, string what, string detail, CancellationToken cancellation = default) =>
        store.Work.Audit(machineClock.GetUtcNow(), actor.AccountId, what, detail, cancellation);

    public ImmutableArray<int> CalendarYears => [.. law.Calendar.Years];

    public async Task<Refusal?> LoadCalendar(ReadOnlyMemory<byte> json, CancellationToken cancellation = default)
    {
        switch (WorkingCalendar.Parse(json.Span))
        {
            case CalendarLoad.Loaded loaded:
                law.Calendar = await books.Keep(law.Calendar.With(loaded.Calendar), cancellation);
                log.LogInformation("The calendar now has the years {Years}", string.Join(", ", law.Calendar.Years));
                await LookAgain(cancellation);
                return null;
            case CalendarLoad.Rejected rejected:
                return Rejected("calendar", rejected.Faults);
            default:
                throw new InvalidOperationException("a calendar is loaded or rejected");
        }
    }

    public async Task<Refusal?> ReloadRules(CancellationToken cancellation = default)
    {
        var (rulebook, faults) = books.ReadRules();
        if (rulebook is null) return Rejected("rules", faults);
        law.Rulebook = await books.Keep(rulebook, cancellation);
        log.LogInformation("The rules are now {Version}", rulebook.Version);
        return null;
    }

    /// <summary>
    /// Stops at each deadline on the way, so that everything happens on its own day, as it would have without the hurry.
    /// </summary>
    public async Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default)
    {
        if (!law.Clock.Stands) return Refusals.WrongState("时钟未处于手动模式。", "The clock runs by itself.");
        await _moving.WaitAsync(cancellation);
        try
        {
            if (to < law.Clock.GetUtcNow()) return Refusals.Malformed(Refusals.Fault("to", "时钟只能前进。", "The clock only moves forward."));
            await work.Drain(cancellation);
            while (await store.Work.NextDueAt(cancellation) is { } next && next <= to && next > law.Clock.GetUtcNow())
            {
                law.Clock.MoveTo(next);
                await work.Drain(cancellation);
            }
            law.Clock.MoveTo(to);
            await work.Drain(cancellation);
            return null;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>Whatever rested on a year that was unknown is counted again, by command (rules.md F).</summary>
    private async Task LookAgain(CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await store.Work.Provisional(new PageRequest(200, cursor), cancellation);
            foreach (var id in page.Items)
            {
                await runner.Execute(id, new Envelope($"calendar:{id.Key}:{machineClock.GetUtcNow().UtcTicks}", new PassTime(),
                    Actor.Registry(Channel.Deadline)) { Cause = "calendar" }, cancellation);
            }
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    public void Dispose() => _moving.Dispose();

    private static Refusal Rejected(string what, ImmutableArray<string> faults) =>
        Refusals.Malformed([.. faults.Take(50).Select(fault => Refusals.Fault(what, fault, fault))]);
}
