using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Retention;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Infrastructure;

/// <summary>What administrators see and do to run the registry, on any host.</summary>
/// <param name="store">The store.</param>
/// <param name="rulebooks">The source of rules and calendar.</param>
/// <param name="rulesInForce">The rules in use, which are replaced when others are loaded.</param>
/// <param name="recounting">Recounts limits after the rules were replaced.</param>
/// <param name="notReady">Why no requests should be sent to this host; null: they may be.</param>
/// <param name="wake">Wakes the host because a parked item is due again.</param>
/// <param name="mover">Moves a standing clock; null: the clock of this host cannot be moved.</param>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">The log.</param>
public sealed class RegistryOperations(
    IRegistryStore store,
    RulebookStore rulebooks,
    RulesInForce rulesInForce,
    Recounting recounting,
    Func<CancellationToken, Task<string?>> notReady,
    Action wake,
    ClockMover? mover,
    TimeProvider machineClock,
    ILogger log) : IOperations
{
    /// <summary>How long a request that loads rules or a calendar waits for the recount.</summary>
    private static readonly TimeSpan _answeredIn = TimeSpan.FromSeconds(20);

    private readonly NoticeChoiceStore _choices = new(store.Settings);

    /// <summary>Counts the texts to phones by result in this process; all zero without a gateway.</summary>
    public Func<TextCounts> Texts { get; init; } = () => new TextCounts(0, 0, 0, 0);

    /// <summary>What must be done after the clock was moved, besides deadlines.</summary>
    public Func<CancellationToken, Task> AfterMove { get; init; } = _ => Task.CompletedTask;

    /// <inheritdoc/>
    public TextCounts TextCounts => Texts();

    /// <summary>Turns people's work away while too much waits.</summary>
    public WaitLimit Limit { get; init; } = WaitLimit.None;

    /// <inheritdoc/>
    public LoadFigures Load => Limit.Figures;

    /// <summary>What was wrong with the settings at the start.</summary>
    public ImmutableArray<string> StartWarnings { get; init; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings => OperationWarnings.IsMissing(
        rulesInForce.Calendar, ShanghaiTime.DateOf(rulesInForce.Clock.GetUtcNow()))
        ? StartWarnings.Add(OperationWarnings.CalendarMissing) : StartWarnings;

    /// <inheritdoc/>
    public Task<string?> NotReady(CancellationToken cancellation = default) => notReady(cancellation);

    /// <inheritdoc/>
    public Task<Backlog> Backlog(CancellationToken cancellation = default) =>
        store.Work.Backlog(rulesInForce.Clock.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        store.Work.Parked(page, cancellation);

    /// <inheritdoc/>
    public async Task<bool> Retry(string parkedId, CancellationToken cancellation = default)
    {
        var found = await store.Work.Retry(parkedId, cancellation);
        if (found) wake();
        return found;
    }

    /// <inheritdoc/>
    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        store.Work.Notices(personKey, failedOnly, page, cancellation);

    /// <inheritdoc/>
    public required IAuditTrail Trail { get; init; }

    /// <inheritdoc/>
    public required IAuditRoots Roots { get; init; }

    /// <inheritdoc/>
    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        store.Work.NoticesTo(to, wanted, page, cancellation);

    /// <inheritdoc/>
    public Task<NoticeRecord?> NoticeRead(long id, NoticeReach by, CancellationToken cancellation = default) =>
        store.Work.NoticeRead(id, by, rulesInForce.Clock.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public ValueTask<NoticeChoices> NoticeChoicesOf(string recipient, CancellationToken cancellation = default) =>
        _choices.Of(recipient, cancellation);

    /// <inheritdoc/>
    public Task ChooseNotices(string recipient, NoticeChoices choices, CancellationToken cancellation = default) =>
        _choices.Keep(recipient, choices, cancellation);

    /// <inheritdoc/>
    public async Task<Lately> Audited(
        Actor actor, string what, TimeSpan within, CancellationToken cancellation = default)
    {
        var now = machineClock.GetUtcNow();
        var (count, oldest) = await store.AuditLog.Lately(actor.AccountId, what, now - within, cancellation);
        return new Lately(count, oldest is { } first ? first + within - now : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> CalendarYears => [.. rulesInForce.Calendar.Years];

    /// <inheritdoc/>
    public async Task<Result<Recounted>> LoadCalendar(
        ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellation = default)
    {
        var load = WorkingCalendar.Parse(json.Span);
        if (load is RulebookLoad<WorkingCalendar>.Rejected { Faults: var faults }) return Rejected("calendar", faults);
        var loaded = ((RulebookLoad<WorkingCalendar>.Loaded)load).Rulebook;
        if (dryRun)
        {
            return await recounting.Rehearse(
                rulesInForce.With(rulesInForce.Calendar.With(loaded)), cancellation);
        }
        await rulebooks.Add(rulesInForce, loaded, cancellation);
        log.CalendarLoaded(string.Join(", ", rulesInForce.Calendar.Years));
        return await recounting.IfChanged(_answeredIn, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Result<Recounted>> ReloadRules(bool dryRun, CancellationToken cancellation = default)
    {
        if (dryRun)
        {
            return rulebooks.Candidate(rulesInForce, out var candidate) is { } fault
                ? Rejected(fault.Name, fault.Faults) : await recounting.Rehearse(candidate, cancellation);
        }
        if (await rulebooks.Use(rulesInForce, cancellation) is { } wrong) return Rejected(wrong.Name, wrong.Faults);
        log.RulesReloaded(rulesInForce.Rulebook.Version, rulesInForce.RailRulebook.Version);
        return await recounting.Again(_answeredIn, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default)
    {
        if (mover is null) return ClockMover.RunsByItself();
        if (await mover.Move(to, cancellation) is { } refusal) return refusal;
        await AfterMove(cancellation);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask<RetentionRuns?> Retained(CancellationToken cancellation = default) =>
        await RetentionSweep.Runs(store.Settings, cancellation);

    private static Refusal Rejected(string what, ImmutableArray<string> faults) =>
        Refusals.Malformed([.. faults.Take(50).Select(fault => Refusals.Fault(what, fault, fault))]);
}
