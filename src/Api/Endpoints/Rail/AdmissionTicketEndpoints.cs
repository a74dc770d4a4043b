using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The admission ticket of the railway exam (准考证; http.md 9), as data and to print.</summary>
internal static class AdmissionTicketEndpoints
{
    private const string Route = "/applications/{id}/admission-ticket";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, Get).For(Access.SignedIn).WithTags("applications").WithName("getAdmissionTicket")
            .WithSummary("Who takes which exam, when and where: once the application is accepted.");
        foreach (var wanted in SheetAnswers.Formats)
            SheetAnswers.Describe(
                api.MapGet($"{Route}.{wanted.Ending}",
                    (string id, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer) =>
                        Print(id, wanted, http, caller, registry, renderer)),
                "applications", $"get{wanted.Format}AdmissionTicket", "The admission ticket to print.", wanted);
    }

    private static async Task<Reply<AdmissionTicketView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (found, refusal) = await registry.As(caller.Actor).FindTicket(id, cancellation);
        return refusal is not null ? refusal : found!.Ticket;
    }

    private static async Task<IResult> Print(
        string id, WantedSheet wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var (found, refusal) = await registry.As(caller.Actor).FindTicket(id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var portrait = await registry.Documents.Portrait(found!.Portrait, http.RequestAborted);
        var sheet = AdmissionTicket.Of(found.Ticket, new SheetStamp("", "", registry.Now), portrait);
        return await SheetAnswers.Drawn(sheet, found.Version, wanted, http, renderer);
    }
}
