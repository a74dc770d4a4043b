using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>A view of an entity with the entity's version.</summary>
public sealed record Shown<T>(T View, int Version);

/// <summary>
/// What one caller may see of the registry, for endpoints and pages alike; no entity is loaded in another way
/// (Architecture.Tests). Each read asks in this order: does the entity exist, and may the caller know that it does.
/// </summary>
/// <param name="registry">The registry.</param>
/// <param name="actor">The caller: account, roles and channel.</param>
public sealed partial class Reads(IRegistry registry, Actor actor)
{
    private const int ReadAtOnce = 200;

    /// <summary>An entity of <paramref name="kind"/> that the caller may read, with its facts.</summary>
    public async ValueTask<Result<Loaded>> Find(EntityKind kind, string? id, CancellationToken cancellation = default)
    {
        if (!EntityId.TryParse(kind, id, out var entity)) return Refusals.NotFound();
        if (await registry.Load(entity, cancellation) is not { } loaded) return actor.Unknown(kind);
        return actor.MayNotRead(loaded.State) is { } refusal ? refusal : loaded;
    }

    /// <summary>What happened to an entity, oldest first.</summary>
    public async Task<Result<Page<HistoryView>>> History(
        EntityKind kind, string id, PageRequest page, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(kind, id, cancellation);
        if (refusal is not null) return refusal;
        if (kind == EntityKind.Employer && actor.EmployerUnit is not null)
            return Refusals.NotAllowed(); // A unit's own is not apart in the enterprise's history.
        var entries = await registry.Queries.History(loaded!.Id, page, cancellation);
        return new Page<HistoryView>([.. entries.Items.Select(HistoryView.Of)], entries.Next);
    }

    /// <summary>What happens to an entity next and when, if nobody acts.</summary>
    public async ValueTask<Result<Shown<TimelineView>>> Timeline(
        EntityKind kind, string id, CancellationToken cancellation = default) =>
        (await Find(kind, id, cancellation)).Select(TimelineOf);

    /// <summary>The timeline of an entity that is loaded already.</summary>
    public Shown<TimelineView> TimelineOf(Loaded loaded) =>
        new(TimelineView.Of(loaded.Id, loaded.State, ContextOf(loaded)), loaded.Version);

    /// <summary>The context in which an entity is shown to the caller now.</summary>
    public Context ContextOf(Loaded loaded) => registry.ContextFor(actor, loaded.Facts);

    private async ValueTask<Result<Shown<TView>>> One<TState, TView>(
        EntityKind kind, string? id, Func<TState, Context, int, TView> view, CancellationToken cancellation)
        where TState : EntityState =>
        (await Find(kind, id, cancellation)).Select(
            loaded => new Shown<TView>(view((TState)loaded.State, ContextOf(loaded), loaded.Version), loaded.Version));

    /// <summary>The views of those of these entities that the caller may read, in order.</summary>
    private async Task<ImmutableArray<TView>> Each<TState, TView>(
        IEnumerable<EntityId> ids, Func<TState, Context, int, TView> view, CancellationToken cancellation)
        where TState : EntityState
    {
        var views = ImmutableArray.CreateBuilder<TView>();
        await foreach (var loaded in Readable(ids, cancellation))
            views.Add(view((TState)loaded.State, ContextOf(loaded), loaded.Version));
        return views.ToImmutable();
    }

    private async IAsyncEnumerable<Loaded> Readable(
        IEnumerable<EntityId> ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var some in ids.Chunk(ReadAtOnce))
            foreach (var one in await registry.LoadAll(some, cancellation))
                if (one is { } loaded && actor.MayNotRead(loaded.State) is null) yield return loaded;
    }

    /// <summary>One page of a list of keys that is in memory as a whole.</summary>
    private static (IEnumerable<T> Items, string? Next) PageOf<T>(
        ImmutableArray<T> all, Func<T, string> keyOf, PageRequest page)
    {
        var from = page.Cursor is null ? 0 : all.FindIndex(one => keyOf(one) == page.Cursor) + 1;
        if (page.Cursor is not null && from == 0) throw new BadCursorException();
        var rest = all[from..];
        return (rest.Take(page.Limit), rest.Length > page.Limit ? keyOf(rest[page.Limit - 1]) : null);
    }
}

/// <summary>Where reading begins.</summary>
public static class ReadsOfRegistry
{
    /// <summary>The reads of <paramref name="actor"/>.</summary>
    public static Reads As(this IRegistry registry, Actor actor) => new(registry, actor);

    internal static int FindIndex<T>(this ImmutableArray<T> all, Predicate<T> match)
    {
        for (var i = 0; i < all.Length; i++)
            if (match(all[i])) return i;
        return -1;
    }
}
