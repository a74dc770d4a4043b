using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// What every kind of entity shows of its history, to those who may read it: what happened, and what will (http.md 3).
/// </summary>
internal static class HistoryEndpoints
{
    /// <summary>GET {id}/history: who, when, why, by which rules; oldest first.</summary>
    public static RouteHandlerBuilder MapHistory(this RouteGroupBuilder group, EntityKind kind) =>
        group.MapGet("/{id}/history",
        async Task<Reply<Listing<HistoryView>>> (
            string id,
            string? limit,
            string? cursor,
            Caller caller,
            IRegistry registry,
            CancellationToken cancellation) =>
        {
            if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
            var (loaded, refusal) = await EntityReads.Find(kind, registry, caller, id, cancellation);
            if (refusal is not null) return refusal;
            return Listing<HistoryView>.Of(
                await registry.Queries.History(loaded!.Id, page, cancellation), HistoryView.Of);
        });

    /// <summary>GET {id}/timeline: what happens next and when, if nobody acts.</summary>
    public static RouteHandlerBuilder MapTimeline(this RouteGroupBuilder group, EntityKind kind) =>
        group.MapGet("/{id}/timeline",
        async Task<Reply<TimelineView>> (
            string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        {
            var (loaded, refusal) = await EntityReads.Find(kind, registry, caller, id, cancellation);
            if (refusal is not null) return refusal;
            var view = TimelineView.Of(loaded!.Id, loaded.State, registry.ContextFor(caller.Actor, loaded.Facts));
            return new Reply<TimelineView> { Value = view, Version = loaded.Version };
        });
}
