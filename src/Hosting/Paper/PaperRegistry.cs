using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Paper;

/// <summary>
/// A registry on paper over another one: the same machines decide on the same facts, and nothing is ever committed. What
/// commands would have changed is kept in memory, states and claims, and counts for the commands after them; what follows
/// from a command is carried out at once. Deadlines do not pass by themselves: time stands still on paper.
/// </summary>
public sealed class PaperRegistry : IRegistry, IDisposable
{
    /// <summary>Bookings of one resource that end after an instant: the first of them is the one that can be in the way.</summary>
    private const int BookingsMost = 2;

    private readonly IRegistry _real;
    private readonly PaperSheets _sheets = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Paper over <paramref name="real"/>, which is only read and must not change meanwhile.</summary>
    public PaperRegistry(IRegistry real) => (_real, Queries) = (real, new PaperQueries(real.Queries, _sheets));

    /// <inheritdoc/>
    public async Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return await Carry(id, envelope, cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default) =>
        await Held(id, cancellation) is { } found
            ? new Loaded(id, found.State, found.Version, await Gather(Machine.Of(id.Kind).Needs(found.State, null), cancellation))
            : null;

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => _real.ContextFor(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => _real.Now;

    /// <inheritdoc/>
    public Rulebook Rulebook => _real.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => _real.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => _real.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => _real.Calendar;

    /// <summary>Who holds what and what happened to whom is told with the paper; lists and searches are the real ones.</summary>
    public IRegistryQueries Queries { get; }

    /// <inheritdoc/>
    public IDocuments Documents => _real.Documents;

    /// <inheritdoc/>
    public IAccounts Accounts => _real.Accounts;

    /// <inheritdoc/>
    public IOperations Operations => _real.Operations;

    /// <inheritdoc/>
    public IVerification Verification => _real.Verification;

    /// <summary>Throws the paper away; the registry under it stays open.</summary>
    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>As the hosts do it (<see cref="Round"/>), with sheets for a store.</summary>
    private async Task<Answer> Carry(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        var before = await Held(id, cancellation);
        if (Round.Stale(before, envelope) is { } stale) return stale;
        var machine = Machine.Of(id.Kind);
        var facts = await Gather(machine.Needs(before?.State, envelope.Command), cancellation);
        var (answer, ready) = Round.Decide(id, before, envelope, ContextFor(envelope.Actor, facts));
        if (ready is not { } prepared) return answer!;
        foreach (var claim in prepared.Commit.Taken
            .OrderBy(claim => claim.Space, StringComparer.Ordinal).ThenBy(claim => claim.Value, StringComparer.Ordinal))
        {
            if (await Holder(claim, id, cancellation)) return new Answer.No(machine.OnClaimTaken(claim));
        }
        _sheets.Keep(prepared);
        foreach (var next in prepared.Commit.Consequences)
        {
            var command = JsonSerializer.Deserialize(next.Command.Span, RegistryJson.Wire.Command)!;
            var follows = new Envelope($"paper:{envelope.CommandId}", command, Actor.Registry(Channel.Consequence));
            await Carry(next.Target, follows, cancellation);
        }
        return new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false);
    }

    /// <summary>
    /// True when another has what <paramref name="id"/> would take. A time given up on paper still counts as taken in the
    /// registry under it: an import gives nothing up.
    /// </summary>
    private async ValueTask<bool> Holder(Claim claim, EntityId id, CancellationToken cancellation)
    {
        if (claim.During is not { } during) return await Queries.HolderOf(claim, cancellation) is { } holder && holder != id;
        var real = await _real.Queries.Bookings(claim.Space, claim.Value, during.From, BookingsMost, cancellation);
        return real.Concat(_sheets.BookingsOf(claim)).Any(booking =>
            booking.Holder != id && booking.During.From < during.Until && during.From < booking.During.Until);
    }

    private async ValueTask<HeldEntity?> Held(EntityId id, CancellationToken cancellation) =>
        _sheets.Find(id) ?? (await _real.Load(id, cancellation) is { } loaded
            ? new HeldEntity(loaded.State, loaded.Version, HashChain.Start) : null);

    private ValueTask<GatheredFacts> Gather(Needs needs, CancellationToken cancellation) =>
        Facts.Gather(needs, Queries, documents: null, Now, Held, cancellation);
}
