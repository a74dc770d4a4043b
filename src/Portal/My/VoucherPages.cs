using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>GET /my/vouchers, and the sheets themselves: vouchers of approved assessments.</summary>
internal static class VoucherPages
{
    private const int MaxListed = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/vouchers", List).For(PageAccess.Of(Roles.Holder));
        Map("pdf", SheetFormat.Pdf, "application/pdf");
        Map("png", SheetFormat.Png, "image/png");

        void Map(string ending, SheetFormat format, string type) => pages.MapGet(
                "/my/applications/{id}/voucher." + ending,
                (string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken c) =>
                    Sheet(id, (ending, format, type), page, registry, renderer, c))
            .For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> List(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (listed, refusal) = await registry.As(page.Actor).OwnApplications(
            new ApplicationsWanted(), new PageRequest(MaxListed), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        ImmutableArray<ApplicationView> granted =
            [.. listed!.Items.Where(a => a is { Cycle: not null, Status: ApplicationStatus.Approved })];
        return page.Show<VoucherList>(new ApplicationListModel(granted, null, ShanghaiTime.DateOf(registry.Now)));
    }

    private static async Task<IResult> Sheet(
        string id, (string Ending, SheetFormat Format, string Type) wanted, PageContext page, IRegistry registry,
        ISheetRenderer renderer, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (found!.Row.Application is not Application application) return page.NotFound();
        if (Vouchers.Refuses(application) is { } none) return page.Refused(none);
        if (await registry.Verification.TokenFor(id, cancellation) is not { } signed) return page.NotFound();
        var context = reads.ContextOf(found.Entity);
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        var sheet = Vouchers.Of(
            application, found.Entity.State, context, new SheetStamp(signed.QrText, address, context.Now));
        if (await renderer.Print(sheet, wanted.Format, cancellation) is not Print.Made made)
            return page.Refused(SheetRefusals.FontMissing("-"));
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{wanted.Ending}");
        page.Http.Response.Headers.ContentDisposition = disposition.ToString();
        page.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(made.Content, wanted.Type);
    }
}
