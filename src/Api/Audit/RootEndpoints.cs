using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Audit;

/// <summary>Roots for the auditor, and proofs for whoever may read their entity (http.md 9).</summary>
internal static class RootEndpoints
{
    public static void Map(RouteGroupBuilder admin, RouteGroupBuilder api)
    {
        admin.MapGet("/roots", Roots).WithName("listAuditRoots")
            .WithSummary("The signed root of each day, newest first.");
        api.MapGet("/audit/proof/{kind}/{id}", Proof).WithTags("audit").For(Http.Access.SignedIn)
            .WithName("getAuditProof")
            .WithSummary("That the history of an entity stands under the signed root of a day. For the auditor, and "
                + "for whoever may read the entity.");
    }

    private static async Task<Reply<Listing<AuditRootView>>> Roots(
        string? limit, string? cursor, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } bad
            ? bad
            : Listing<AuditRootView>.Of(
                await registry.Operations.Roots.Roots(page, cancellation), AuditRootView.Of);

    private static async Task<Reply<AuditProofView>> Proof(
        string kind, string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (proof, refusal) = await registry.As(caller.Actor).Proof(kind, id, cancellation);
        return refusal is not null ? refusal : AuditProofView.Of(kind, proof!);
    }
}
