using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>A new phone that waits to replace the reader's.</summary>
/// <param name="Waiting">The recovery that waits; null: none.</param>
/// <param name="Form">The form of the objection.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Objected">True: the reader has just objected.</param>
public sealed record OwnRecoveryModel(PhoneRecovery? Waiting, FormState Form, DateOnly Today, bool Objected = false);

/// <summary>/account/recovery: the holder of the old phone can object within a day (docs/adr/0116).</summary>
internal static class OwnRecoveryPage
{
    public const string Path = "/account/recovery";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/{id}/object", Object).For(PageAccess.SignedIn);
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<OwnRecovery>(await Read(page, registry, cancellation) with
        {
            Objected = page.Http.Request.Query.ContainsKey("objected"),
        });

    private static async Task<IResult> Object(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.Execute(IdentityBinding.IdOf(page.Account!.Id), form.Envelope(new ObjectToRecovery(id)),
            cancellation) is not Answer.No { Refusal: var no }) return Go.To(Path + "?objected");
        return page.Again<OwnRecovery>(
            await Read(page, registry, cancellation) with { Form = FormState.Again(form, no) }, no);
    }

    private static async Task<OwnRecoveryModel> Read(
        PageContext page, IRegistry registry, CancellationToken cancellation) => new(
            await registry.As(page.Actor).OwnRecovery(cancellation), FormState.New(),
            ShanghaiTime.DateOf(registry.Now));
}
