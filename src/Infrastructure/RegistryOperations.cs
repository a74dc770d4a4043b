using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

/// <summary>What operations look at and touch, whichever host carries it out.</summary>
/// <param name="store">The store.</param>
/// <param name="rulebooks">Where rules and calendar come from.</param>
/// <param name="rulesInForce">What is replaced when they are loaded.</param>
/// <param name="execute">The host's way to carry out a command.</param>
/// <param name="notReady">Why requests should not be sent to this host; null: they may.</param>
/// <param name="wake">Tells the host that something parked is due again.</param>
/// <param name="mover">Moves a standing clock; null: this host has none.</param>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">Where to log.</param>
public sealed class RegistryOperations(
    IRegistryStore store,
    RulebookStore rulebooks,
    RulesInForce rulesInForce,
    Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute,
    Func<CancellationToken, Task<string?>> notReady,
    Action wake,
    ClockMover? mover,
    TimeProvider machineClock,
    ILogger log) : IOperations
{
    private readonly NoticeChoiceStore _choices = new(store.Settings);

    /// <summary>What texts to phones came to in this process; nothing where there are none.</summary>
    public Func<TextCounts> Texts { get; init; } = () => new TextCounts(0, 0, 0, 0);

    /// <inheritdoc/>
    public TextCounts TextCounts => Texts();

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings { get; init; } = [];

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
    public async Task<Refusal?> LoadCalendar(ReadOnlyMemory<byte> json, CancellationToken cancellation = default)
    {
        switch (WorkingCalendar.Parse(json.Span))
        {
            case RulebookLoad<WorkingCalendar>.Loaded loaded:
                await rulebooks.Add(rulesInForce, loaded.Rulebook, cancellation);
                log.CalendarLoaded(string.Join(", ", rulesInForce.Calendar.Years));
                await LookAgain(cancellation);
                return null;
            case RulebookLoad<WorkingCalendar>.Rejected rejected:
                return Rejected("calendar", rejected.Faults);
            default:
                throw new InvalidOperationException("a calendar is loaded or rejected");
        }
    }

    /// <inheritdoc/>
    public async Task<Refusal?> ReloadRules(CancellationToken cancellation = default)
    {
        if (await rulebooks.Use(rulesInForce, cancellation) is { } wrong) return Rejected(wrong.Name, wrong.Faults);
        log.RulesReloaded(rulesInForce.Rulebook.Version, rulesInForce.RailRulebook.Version);
        await LookAgain(cancellation);
        return null;
    }

    /// <inheritdoc/>
    public Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default) =>
        mover?.Move(to, cancellation) ?? Task.FromResult<Refusal?>(ClockMover.RunsByItself());

    /// <summary>
    /// Every limit that runs is counted again, by command and in pages (rules.md F, H.19): its year may have arrived,
    /// or been amended.
    /// </summary>
    public async Task LookAgain(CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await store.Work.UnderWay(new PageRequest(200, cursor), cancellation);
            foreach (var id in page.Items.Distinct())
            {
                await execute(id, new Envelope($"calendar:{id.Key}:{machineClock.GetUtcNow().UtcTicks}", new PassTime(),
                    Actor.Registry(Channel.Deadline)) { Cause = "calendar" }, cancellation);
            }
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static Refusal Rejected(string what, ImmutableArray<string> faults) =>
        Refusals.Malformed([.. faults.Take(50).Select(fault => Refusals.Fault(what, fault, fault))]);
}
