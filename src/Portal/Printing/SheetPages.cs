using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Portal.Contests;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;

namespace OrleansRegistry.Portal.Printing;

/// <summary>
/// The sheets that can be printed or stored: vouchers of applications, the plate of a charter trip, licences as cards,
/// admission tickets, the slip of a finding at the roadside, each as PDF, SVG and PNG.
/// </summary>
internal static class SheetPages
{
    private static readonly (string Path, EntityKind Kind, Roles Who)[] _cards =
    [
        ("/my/certificates", EntityKind.Certificate, Roles.Holder),
        ("/my/rail", EntityKind.RailLicence, Roles.Holder),
        ("/fleet/vehicles", EntityKind.Vehicle, Roles.Operator),
    ];

    private static readonly (string Path, Roles Who)[] _tickets =
    [
        ("/my/applications", Roles.Holder), ("/employer/applications", Roles.Employer),
        ("/desk/cases", Roles.ExamCentre | Roles.Administration),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var file in SheetFile.All)
        {
            foreach (var (path, who) in ApplicationPages.Bases)
                One(path + "/{id}/voucher.", file, who, Voucher);
            foreach (var (path, who) in _tickets)
                One(path + "/{id}/admission-ticket.", file, who, Ticket);
            One("/fleet/trips/{id}/plate.", file, Roles.Operator, Plate);
            foreach (var (path, kind, who) in _cards)
                One(path + "/{id}/card.", file, who, wanted => Card(kind, wanted));
            foreach (var place in FindingPlace.All)
                One(place.Path + "/{id}/slip.", file, place.For, Slip);
        }

        void One(string path, SheetFile file, Roles who, Func<Wanted, Task<IResult>> draw) =>
            pages.MapGet(path + file.Ending,
                (string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken c) =>
                    draw(new Wanted(id, file, page, registry, renderer, c)))
            .For(PageAccess.Of(who));
    }

    private static async Task<IResult> Voucher(Wanted wanted)
    {
        var (found, refusal) = await wanted.Reads.FindApplication(wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        if (found!.Row.Application is not Application application) return wanted.Page.NotFound();
        if (Vouchers.Refuses(application) is { } none) return wanted.Page.Refused(none);
        var context = wanted.Reads.ContextOf(found.Entity);
        return await Draw(
            wanted, context, stamp => Vouchers.Of(application, found.Entity.State, context, stamp));
    }

    private static async Task<IResult> Plate(Wanted wanted)
    {
        var (loaded, refusal) = await wanted.Reads.Find(EntityKind.Trip, wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        var trip = (Trip)loaded!.State;
        if (CharterCertificate.Refuses(trip) is { } none) return wanted.Page.Refused(none);
        var context = wanted.Reads.ContextOf(loaded);
        return await Draw(wanted, context, stamp => CharterCertificate.Of(trip, context, stamp));
    }

    private static async Task<IResult> Card(EntityKind kind, Wanted wanted)
    {
        var (found, refusal) = await wanted.Reads.FindCard(kind, wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        var context = wanted.Reads.ContextOf(found!.Entity);
        var extras = new CardExtras(
            Paper.A5, await wanted.Registry.Documents.Portrait(found.Portrait, wanted.Cancellation), found.Employer);
        return await Draw(wanted, context, stamp => Cards.Of(found.Entity.State, context, stamp, extras));
    }

    private static async Task<IResult> Ticket(Wanted wanted)
    {
        var (found, refusal) = await wanted.Reads.FindTicket(wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        var portrait = await wanted.Registry.Documents.Portrait(found!.Portrait, wanted.Cancellation);
        return await wanted.Drawn(
            AdmissionTicket.Of(found.Ticket, new SheetStamp("", "", wanted.Registry.Now), portrait));
    }

    private static async Task<IResult> Slip(Wanted wanted)
    {
        var (shown, refusal) = await wanted.Reads.Finding(wanted.Id, wanted.Cancellation);
        return refusal is not null ? wanted.Page.Refused(refusal)
            : await wanted.Drawn(FindingSlip.Of(shown!.View, wanted.Registry.Now));
    }

    private static async Task<IResult> Draw(Wanted wanted, Context context, Func<SheetStamp, Sheet> sheetOf)
    {
        if (await wanted.Registry.Verification.TokenFor(wanted.Id, wanted.Cancellation) is not { } signed)
            return wanted.Page.NotFound();
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        return await wanted.Drawn(sheetOf(new SheetStamp(signed.QrText, address, context.Now)));
    }

    /// <summary>A sheet that a request asks for.</summary>
    private sealed record Wanted(
        string Id, SheetFile File, PageContext Page, IRegistry Registry, ISheetRenderer Renderer,
        CancellationToken Cancellation)
    {
        /// <summary>The reads of the reader.</summary>
        public Reads Reads { get; } = Registry.As(Page.Actor);

        /// <summary>The sheet as the answer.</summary>
        public Task<IResult> Drawn(Sheet sheet) => Page.Drawn(sheet, File, Renderer, Cancellation);
    }
}
