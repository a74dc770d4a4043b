using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Printing;

namespace OrleansRegistry.Portal.Public;

/// <summary>What the reader has uploaded.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Form">The form of each button; after a refusal with the reason.</param>
/// <param name="Today">The legal date.</param>
public sealed record OwnDocumentsModel(
    ImmutableArray<DocumentRecord> Items, string? Next, FormState Form, DateOnly Today);

/// <summary>
/// /account/documents: the reader's uploads, for looking at them and, while nothing names them, removing them.
/// </summary>
internal static class OwnDocumentsPage
{
    public const string Path = "/account/documents";
    private const int MaxListed = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.SignedIn);
        pages.MapGet(Path + "/{id}", (
            string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
            DocumentAnswer.Of([id], 1, page, registry, cancellation)).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/{id}/remove", Remove).For(PageAccess.SignedIn);
    }

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<OwnDocuments>(await Read(cursor, FormState.New(), page, registry, cancellation));

    private static async Task<IResult> Remove(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.Documents.Remove(id, page.Actor, cancellation) is not { } refusal) return Go.To(Path);
        return refusal.Code == RefusalCode.NotFound ? page.NotFound() : page.Again<OwnDocuments>(
            await Read(null, FormState.Again(form, refusal), page, registry, cancellation), refusal);
    }

    private static async Task<OwnDocumentsModel> Read(
        string? cursor, FormState form, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var own = await registry.Documents.Of(page.Account!.Id, new PageRequest(MaxListed, cursor), cancellation);
        return new OwnDocumentsModel(own.Items, own.Next, form, ShanghaiTime.DateOf(registry.Now));
    }
}
