using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using ContentDispositionHeaderValue = Microsoft.Net.Http.Headers.ContentDispositionHeaderValue;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Vouchers of applications and the certificate of a charter trip, to print or to show (http.md 3; A.3, A.8, C.3).</summary>
internal static class Printing
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var (format, ending, mediaType) in _formats)
        {
            api.MapGet("/applications/{id}/voucher." + ending, (string id, HttpContext http, Caller caller, IRegistry registry, ISheetPress press) =>
                    Voucher(id, new Wanted(format, ending, mediaType), http, caller, registry, press))
                .For(Access.SignedIn).WithTags("applications").WithName($"get{format}Voucher")
                .WithSummary($"The voucher of an approved assessment or annual review, with the QR, as {format}.")
                .Produces(StatusCodes.Status200OK, contentType: mediaType);
        }
    }

    private static readonly (SheetFormat Format, string Ending, string MediaType)[] _formats =
        [(SheetFormat.Pdf, "pdf", "application/pdf"), (SheetFormat.Svg, "svg", "image/svg+xml"), (SheetFormat.Png, "png", "image/png")];

    private sealed record Wanted(SheetFormat Format, string Ending, string MediaType);

    private static async Task<IResult> Voucher(
        string id, Wanted wanted, HttpContext http, Caller caller, IRegistry registry, ISheetPress press)
    {
        if (!Reading.TryApplication(id, out var subject)) return new ApiProblem(Refusals.NotFound());
        if (await registry.Queries.Application(id, http.RequestAborted) is not { } row) return new ApiProblem(caller.Unknown(subject.Kind));
        if (caller.MayNotRead(row.Id.Kind, row.PersonKey, row.Authority) is { } refusal) return new ApiProblem(refusal);
        if (Vouchers.Refuses(row.Application) is { } none) return new ApiProblem(none);
        if (await registry.Load(row.Id, http.RequestAborted) is not { } loaded) return new ApiProblem(Refusals.NotFound());
        var context = registry.ContextFor(caller.Actor, loaded.Facts);
        return await Printed(id, loaded.Version, wanted, http, context, registry, press, stamp => Vouchers.Of(row.Application, loaded.State, context, stamp));
    }

    /// <summary>Signs, draws and answers. Shown in the browser, kept by nobody on the way.</summary>
    private static async Task<IResult> Printed(string id, int version, Wanted wanted, HttpContext http, Context context,
        IRegistry registry, ISheetPress press, Func<SheetStamp, Sheet> sheetOf)
    {
        if (await registry.Verification.TokenFor(id, http.RequestAborted) is not { } signed) return new ApiProblem(SheetRefusals.NotApproved());
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        var sheet = sheetOf(new SheetStamp(signed.QrText, address, context.Now));
        var print = await press.Print(sheet, wanted.Format, http.RequestAborted);
        if (print is Print.No no) return new ApiProblem(no.Refusal);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{wanted.Ending}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.ETag = EntityTag.Of(version);
        return Results.Bytes(((Print.Made)print).Content, wanted.MediaType);
    }
}
