using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>The signed root of a day.</summary>
/// <param name="Day">The legal date whose end it covers.</param>
/// <param name="At">When it was made.</param>
/// <param name="Leaves">How many histories and chains changed since the root before, and that root.</param>
/// <param name="Root">The hash at the top of their tree, hexadecimal.</param>
/// <param name="Jws">All of it, signed: compact JWS, ES256, by a key of /.well-known/jwks.json.</param>
public sealed record AuditRootView(DateOnly Day, DateTimeOffset At, int Leaves, string Root, string Jws)
{
    internal static AuditRootView Of(AuditRoot root) => new(
        root.Day, ShanghaiTime.ToLocal(root.At), root.Leaves, Convert.ToHexStringLower(root.Hash.Span), root.Jws);
}

/// <summary>That a history stands under a root (docs/security.md says how to check it).</summary>
/// <param name="Id">The entity; of a chain its name; of a root its day.</param>
/// <param name="Version">How many events it had then; later ones stand under a later root.</param>
/// <param name="Head">The hash of the last of them, hexadecimal, as the history shows it.</param>
/// <param name="Leaf">What is hashed, after a byte 0, as the leaf.</param>
/// <param name="Number">Its place among the leaves, from 0.</param>
/// <param name="Path">From the leaf to the root: each hash, and whether it stands left of the one at hand.</param>
/// <param name="Root">The root.</param>
public sealed record AuditProofView(
    string Kind, string Id, long Version, string Head, string Leaf, int Number, ImmutableArray<AuditProofStep> Path,
    AuditRootView Root)
{
    internal static AuditProofView Of(string kind, AuditProof proof) => new(
        kind, proof.Key, proof.Version, proof.Head, proof.Leaf, proof.Number, proof.Path, AuditRootView.Of(proof.Root));
}

/// <summary>Roots for the auditor, and proofs for whoever may read what they are about (http.md 9).</summary>
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
