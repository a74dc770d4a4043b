using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Documents of decisions, to print, to serve and to keep (http.md 9).</summary>
internal static class DecisionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var wanted in SheetAnswers.Formats)
        {
            SheetAnswers.Describe(
                api.MapGet($"/applications/{{id}}/decision.{wanted.Ending}",
                    (string id, string? of, HttpContext http, Caller caller, IRegistry registry,
                        ISheetRenderer renderer) => Decision(id, of, wanted, http, caller, registry, renderer)),
                "applications", $"get{wanted.Format}Decision",
                "The latest document of an application, or ?of=accepted, supplement, notAccepted, refused, approved.",
                wanted);
            SheetAnswers.Describe(
                api.MapGet($"/certificates/{{id}}/cancellation.{wanted.Ending}",
                    (string id, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer) =>
                        Cancellation(id, wanted, http, caller, registry, renderer)),
                "certificates", $"get{wanted.Format}Cancellation", "The document of a cancellation.", wanted);
        }
    }

    private static async Task<IResult> Decision(
        string id, string? of, WantedSheet wanted, HttpContext http, Caller caller, IRegistry registry,
        ISheetRenderer renderer)
    {
        if (!TryRead(of, out var kind))
            return new ApiProblem(Refusals.Malformed(Refusals.Fault("of",
                "应为 accepted、supplement、notAccepted、refused 或 approved。",
                "accepted, supplement, notAccepted, refused or approved.")));
        var reads = registry.As(caller.Actor);
        var (found, refusal) = await reads.FindApplication(id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var (row, entity) = (found!.Row, found.Entity);
        if (row.Application is BindingApplication) return new ApiProblem(Refusals.NotFound());
        if (DecisionDocuments.Refuses(row.Application, kind) is { } none) return new ApiProblem(none);
        var sheet = DecisionDocuments.Of(
            row.Application, entity.State, reads.ContextOf(entity), row.Authority, kind);
        return await SheetAnswers.Drawn(sheet, entity.Version, wanted, http, renderer);
    }

    private static async Task<IResult> Cancellation(
        string id, WantedSheet wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var reads = registry.As(caller.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Certificate, id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var sheet = DecisionDocuments.OfCancellation((Certificate)loaded!.State, reads.ContextOf(loaded));
        return sheet is null ? new ApiProblem(SheetRefusals.NotCancelled())
            : await SheetAnswers.Drawn(sheet, loaded.Version, wanted, http, renderer);
    }

    private static bool TryRead(string? of, out DecisionKind? kind)
    {
        kind = of switch
        {
            "accepted" => DecisionKind.Accepted,
            "supplement" => DecisionKind.Supplement,
            "notAccepted" => DecisionKind.NotAccepted,
            "refused" => DecisionKind.Refused,
            "approved" => DecisionKind.Approved,
            _ => null,
        };
        return of is null || kind is not null;
    }
}
