using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Vouchers of applications and the certificate of a charter trip, for printing or showing (http.md 3; A.3, A.8, C.3).
/// </summary>
internal static class Printing
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var wanted in SheetAnswers.Formats)
        {
            SheetAnswers.Describe(api.MapGet("/applications/{id}/voucher." + wanted.Ending,
                    (string id,
                        HttpContext http,
                        Caller caller,
                        IRegistry registry,
                        ISheetRenderer renderer) => Voucher(id, wanted, http, caller, registry, renderer)),
                "applications",
                $"get{wanted.Format}Voucher",
                "The voucher of an approved assessment or annual review, with the QR.",
                wanted);
            SheetAnswers.Describe(api.MapGet("/trips/{id}/certificate." + wanted.Ending,
                    (string id,
                        HttpContext http,
                        Caller caller,
                        IRegistry registry,
                        ISheetRenderer renderer) => Certificate(id, wanted, http, caller, registry, renderer)),
                "trips",
                $"get{wanted.Format}TripCertificate",
                "The plate of a charter trip as a sheet, electronic or on paper, with the QR.",
                wanted);
        }
    }

    private static async Task<IResult> Voucher(
        string id, WantedSheet wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var reads = registry.As(caller.Actor);
        var (found, refusal) = await reads.FindApplication(id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        if (found!.Row.Application is not Application application)
            return new ApiProblem(Refusals.NotFound()); // Railway and bindings have no vouchers.
        if (Vouchers.Refuses(application) is { } none) return new ApiProblem(none);
        var (loaded, context) = (found.Entity, reads.ContextOf(found.Entity));
        return await SheetAnswers.Printed(
            id,
            loaded.Version,
            wanted,
            http,
            context,
            registry,
            renderer,
            stamp => Vouchers.Of(application, loaded.State, context, stamp));
    }

    private static async Task<IResult> Certificate(
        string id, WantedSheet wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var reads = registry.As(caller.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Trip, id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var trip = (Trip)loaded!.State;
        if (CharterCertificate.Refuses(trip) is { } none) return new ApiProblem(none);
        var context = reads.ContextOf(loaded);
        return await SheetAnswers.Printed(id,
            loaded.Version,
            wanted,
            http,
            context,
            registry,
            renderer,
            stamp => CharterCertificate.Of(trip, context, stamp));
    }
}
