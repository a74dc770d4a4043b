using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

/// <summary>
/// Counts every running limit and every armed deadline anew when rules or calendar are others than those by which they
/// were counted (rules.md F, H.19): in pages and by command, while the registry goes on. By what it last went through
/// is kept, so one that was broken off, or a file that changed while nothing ran, is found at the next start.
/// </summary>
/// <param name="store">Where the applications and deadlines are listed.</param>
/// <param name="reader">Reads the entities.</param>
/// <param name="rulesInForce">Rules and calendar as they are now.</param>
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
    /// Counts anew where it is needed, and stops after <paramref name="atMost"/>, so that whoever loaded rules by HTTP
    /// is answered: the silo's own round goes on with it then, and what has moved is not moved again.
    /// </summary>
    public Task<Recounted> IfChanged(TimeSpan atMost, CancellationToken cancellation) =>
        Within(atMost, again: false, cancellation);

    /// <summary>
    /// The same whether or not rules have changed: what a silo of an older version wrote while it was replaced has the
    /// deadlines that it knew.
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

    /// <summary>How many would move under <paramref name="candidate"/>; nothing is changed.</summary>
    public async Task<Recounted> Rehearse(RulesInForce candidate, CancellationToken cancellation)
    {
        var moved = new Tally();
        await Walk(candidate, (_, _) => Task.CompletedTask, moved, cancellation);
        return new Recounted(moved.Entities, Complete: true);
    }

    /// <summary>One walk where it is needed; nothing when all was counted by these very rules.</summary>
    public Task IfChanged(CancellationToken cancellation) =>
        IfChanged(new Tally(), again: false, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// True where the tables were counted by these rules; false for those that an older program has left, until this
    /// one has been started on them.
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

    /// <summary>One that has begun is waited for, so that none is on its way when the silo ends.</summary>
    private async Task LookAgain(EntityId id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var commandId = $"calendar:{id.Key}:{machineClock.GetUtcNow().UtcTicks}";
        var look = new Envelope(commandId, new PassTime(), Actor.Registry(Channel.Deadline)) { Cause = "calendar" };
        await execute(id, look, CancellationToken.None);
    }

    /// <summary>
    /// First what is under way: a limit that is past may lie ahead again and has no deadline. Then all deadlines in
    /// their order but those that are due: these are carried out anyway, by the new rules. What is under way has a
    /// deadline as well, which may be another now though its limits are not.
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

    /// <summary>
    /// Whether a look at the rules would change a limit, or arm another deadline than the one that is armed.
    /// </summary>
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
