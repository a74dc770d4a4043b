using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

/// <summary>
/// Recounts every running limit and every armed deadline when rules or calendar differ from those by which they were
/// counted (rules.md F, H.19): in pages and by command, while the registry works. The rules of the last complete
/// recount are stored, so that after an interruption, or after a file changed while nothing ran, the recount is done at
/// the next start.
/// </summary>
/// <param name="store">The store, which lists the applications and deadlines.</param>
/// <param name="reader">Reads the entities.</param>
/// <param name="rulesInForce">Rules and calendar in use.</param>
/// <param name="execute">The host's way to carry out a command.</param>
/// <param name="machineClock">The machine's clock.</param>
public sealed class Recounting(
    IRegistryStore store, EntityReader reader, RulesInForce rulesInForce,
    Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute, TimeProvider machineClock) : IDisposable
{
    private const string CountedBy = "counted-by";
    private const int PageSize = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private string? _countedBy;

    /// <summary>
    /// Recounts if needed, and stops after <paramref name="atMost"/>, so that a request that loaded rules gets its
    /// answer. The silo's own loop then continues; what has moved is not moved again.
    /// </summary>
    public Task<Recounted> IfChanged(TimeSpan atMost, CancellationToken cancellation) =>
        Within(atMost, again: false, cancellation);

    /// <summary>
    /// Recounts even if the rules have not changed: a silo of an older version, which wrote while it was being
    /// replaced, armed the deadlines that it knew.
    /// </summary>
    public Task<Recounted> Again(TimeSpan atMost, CancellationToken cancellation) =>
        Within(atMost, again: true, cancellation);

    private async Task<Recounted> Within(TimeSpan atMost, bool again, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(atMost, machineClock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var moved = new Tally();
        try
        {
            await IfChanged(moved, again, either.Token);
            return new Recounted(moved.Entities, Complete: true);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Recounted(moved.Entities, Complete: false);
        }
    }

    /// <summary>How many would move with <paramref name="candidate"/>; nothing is changed.</summary>
    public async Task<Recounted> Rehearse(RulesInForce candidate, CancellationToken cancellation)
    {
        var moved = new Tally();
        await Walk(candidate, (_, _) => Task.CompletedTask, moved, cancellation);
        return new Recounted(moved.Entities, Complete: true);
    }

    /// <summary>One pass if needed; nothing if everything was counted by these very rules.</summary>
    public Task IfChanged(CancellationToken cancellation) =>
        IfChanged(new Tally(), again: false, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// True where everything was counted by these rules; false for a store that an older program has left, until this
    /// one has started on it.
    /// </summary>
    public static async Task<bool> IsDone(
        ISettingStore settings, RulesInForce rules, CancellationToken cancellation) =>
        await settings.Get(CountedBy, cancellation) is { } kept && rules.Fingerprint().AsSpan().SequenceEqual(kept);

    private async Task IfChanged(Tally moved, bool again, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (again) _countedBy = "";
            _countedBy ??= await store.Settings.Get(CountedBy, cancellation) is { } kept
                ? Convert.ToHexString(kept) : "";
            var current = rulesInForce.Fingerprint();
            if (_countedBy == Convert.ToHexString(current)) return;
            await Walk(rulesInForce, LookAgain, moved, cancellation);
            await store.Settings.Set(CountedBy, current, cancellation);
            _countedBy = Convert.ToHexString(current);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A command that has begun is waited for, so that none is under way when the silo ends.</summary>
    private async Task LookAgain(EntityId id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var commandId = $"calendar:{id.Key}:{machineClock.GetUtcNow().UtcTicks}";
        var look = new Envelope(commandId, new PassTime(), Actor.Registry(Channel.Deadline)) { Cause = "calendar" };
        await execute(id, look, CancellationToken.None);
    }

    /// <summary>
    /// First everything with running limits, because a limit that has passed may be in the future again and has no
    /// deadline. Then all deadlines in their order, except those that are due, which are carried out by the new rules
    /// anyway. An entity with running limits has a deadline as well, which may have changed although its limits have
    /// not.
    /// </summary>
    private async Task Walk(
        RulesInForce rules, Func<EntityId, CancellationToken, Task> move, Tally moved, CancellationToken cancellation)
    {
        var (seen, done) = (new HashSet<EntityId>(), new HashSet<EntityId>());
        string? cursor = null;
        do
        {
            var page = await store.Work.UnderWay(new PageRequest(PageSize, cursor), cancellation);
            var unseen = page.Items.Where(seen.Add).Select(id => (id, (ArmedDeadline?)null));
            await Each([.. unseen], rules, move, moved, done, cancellation);
            cursor = page.Next;
        }
        while (cursor is not null);

        var after = new DueCursor(rules.Clock.GetUtcNow().AddTicks(1), "");
        while (true)
        {
            var page = await store.Work.Due(
                RingPart.Whole, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, after, PageSize, cancellation);
            if (page.IsEmpty) return;
            after = new DueCursor(page[^1].DueAt, page[^1].Id.Key);
            var others = page.Where(row => !done.Contains(row.Id))
                .Select(row => (row.Id, (ArmedDeadline?)new(row.Name, row.DueAt)));
            await Each([.. others], rules, move, moved, done, cancellation);
        }
    }

    private async Task Each(
        IReadOnlyList<(EntityId Id, ArmedDeadline? Armed)> page, RulesInForce rules,
        Func<EntityId, CancellationToken, Task> move, Tally moved, HashSet<EntityId> done,
        CancellationToken cancellation)
    {
        var ahead = await reader.ReadAhead([.. page.Select(item => item.Id)], new PassTime(), cancellation);
        try
        {
            foreach (var (id, armed) in page)
            {
                if (!await Moves(id, armed, rules, cancellation)) continue;
                await move(id, cancellation);
                moved.Entities++;
                done.Add(id);
            }
        }
        finally
        {
            reader.Forget(ahead);
        }
    }

    /// <summary>Whether a recount would change a limit, or arm another deadline than the present one.</summary>
    private async ValueTask<bool> Moves(
        EntityId id, ArmedDeadline? armed, RulesInForce rules, CancellationToken cancellation)
    {
        if (reader.AtHand(id) is not { } held) return false; // What cannot be read is parked by its own deadline.
        var machine = Machine.Of(id.Kind);
        var facts = await reader.Gather(
            machine.Needs(held.State, new PassTime()), rules.Clock.GetUtcNow(), forDeadline: true, cancellation);
        var context = rules.Now(Actor.Registry(Channel.Deadline), facts);
        return machine.Decide(id, held.State, new PassTime(), context) is Decision.Accepted decided
            && (decided.Events.Length > 0 || (armed is not null && decided.Next?.Armed != armed));
    }

    private sealed class Tally
    {
        public long Entities { get; set; }
    }
}
