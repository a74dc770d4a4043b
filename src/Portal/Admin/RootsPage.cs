using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Admin;

/// <summary>The signed daily roots, and a proof that was asked for.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Roots">The newest first.</param>
/// <param name="Next">The cursor of the older ones; null: this is the end.</param>
/// <param name="Proof">The proof; null: none was asked for.</param>
/// <param name="Today">The legal date.</param>
public sealed record RootsModel(
    FormState Form, ImmutableArray<AuditRootView> Roots, string? Next, AuditProofView? Proof, DateOnly Today);

/// <summary>
/// /audit/roots: the root that an auditor publishes each day, and the proof that a history is covered by it (decisions
/// 8). docs/security.md says how an outsider checks it.
/// </summary>
internal static class RootsPage
{
    public const string Path = "/audit/roots";
    private const int MaxListed = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Auditor);
        pages.MapGet(Path, async (
            string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation) =>
            page.Show<RootsView>(await Read(FormState.New(), cursor, null, registry, cancellation))).For(access);
        pages.MapPost(Path, Prove).For(access);
    }

    private static async Task<IResult> Prove(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var id = form["id"].Trim();
        var (found, refusal) = await registry.As(page.Actor).Proof(KindOf(id), id, cancellation);
        if (refusal is not null)
            return page.Again<RootsView>(
                await Read(FormState.Again(form, AtField(refusal)), null, null, registry, cancellation), refusal);
        var proof = AuditProofView.Of(KindOf(id), found!);
        if (form["as"] == "file") return File(page, proof);
        return page.Show<RootsView>(await Read(FormState.With(form), null, proof, registry, cancellation));
    }

    /// <summary>
    /// The kind, as an id shows it: an entity's begins with the letter of its kind; a chain's has its day after a
    /// separator.
    /// </summary>
    private static string KindOf(string id) =>
        Dates.Read(id) is not null ? "root"
        : id.Contains('~', StringComparison.Ordinal) ? "audit"
        : EntityKinds.All.FirstOrDefault(row => id.StartsWith(row.Letter + "-", StringComparison.Ordinal))?.Name ?? "";

    /// <summary>The page has one field, so every refusal is about that field.</summary>
    private static Refusal AtField(Refusal refusal) =>
        refusal with { Faults = [Refusals.Fault("id", refusal.Detail.Zh, refusal.Detail.En)] };

    private static IResult File(PageContext page, AuditProofView proof)
    {
        page.Http.Response.Headers.ContentDisposition = "attachment; filename=\"proof.json\"";
        return Results.Bytes(
            JsonSerializer.SerializeToUtf8Bytes(proof, RegistryJson.Wire.AuditProofView), "application/json");
    }

    private static async Task<RootsModel> Read(
        FormState form, string? cursor, AuditProofView? proof, IRegistry registry, CancellationToken cancellation)
    {
        var roots = await registry.Operations.Roots.Roots(new PageRequest(MaxListed, cursor), cancellation);
        return new RootsModel(form, [.. roots.Items.Select(AuditRootView.Of)], roots.Next, proof,
            ShanghaiTime.DateOf(registry.Now));
    }
}
