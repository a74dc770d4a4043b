using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The history and the timeline of an entity of any kind, for those who may read it (http.md 3).</summary>
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
            return Replies.Of(await registry.As(caller.Actor).History(kind, id, page, cancellation));
        });

    /// <summary>GET {id}/timeline: what happens next and when, if nobody acts.</summary>
    public static RouteHandlerBuilder MapTimeline(this RouteGroupBuilder group, EntityKind kind) =>
        group.MapGet("/{id}/timeline",
        async Task<Reply<TimelineView>> (
            string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
            await registry.As(caller.Actor).Timeline(kind, id, cancellation));
}
