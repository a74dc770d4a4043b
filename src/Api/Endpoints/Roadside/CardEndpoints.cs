using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Licences to carry (亮证): as a card to print or store, and on a screen with a proof (http.md 9).</summary>
internal static class CardEndpoints
{
    private static readonly (string Path, EntityKind Kind, string Tag, string Name, Roles Shows)[] _cards =
    [
        ("/certificates", EntityKind.Certificate, "certificates", "Certificate", Roles.Holder),
        ("/vehicles", EntityKind.Vehicle, "vehicles", "Vehicle", Roles.Operator),
        ("/rail-licences", EntityKind.RailLicence, "rail licences", "RailLicence", Roles.Holder),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var (path, kind, tag, name, shows) in _cards)
        {
            foreach (var wanted in SheetAnswers.Formats)
                SheetAnswers.Describe(
                    api.MapGet($"{path}/{{id}}/card.{wanted.Ending}",
                        (string id, string? layout, HttpContext http, Caller caller, IRegistry registry,
                            ISheetRenderer renderer) =>
                            Card(kind, id, layout, wanted, http, caller, registry, renderer)),
                    tag, $"get{wanted.Format}{name}Card",
                    "The licence as a card with its QR; ?layout=a5 (unless said), a4 or phone.", wanted);
            api.MapGet($"{path}/{{id}}/display",
                    async Task<Reply<CardDisplayView>> (
                        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
                        await registry.As(caller.Actor).CardDisplay(kind, id, cancellation))
                .For(Access.Of(shows)).WithTags(tag).WithName($"display{name}")
                .WithSummary("The licence as its holder shows it on a screen, with a proof that changes (亮证).");
        }
    }

    private static async Task<IResult> Card(
        EntityKind kind, string id, string? layout, WantedSheet wanted, HttpContext http, Caller caller,
        IRegistry registry, ISheetRenderer renderer)
    {
        if (PaperOf(layout) is not { } paper)
            return new ApiProblem(Refusals.Malformed(Refusals.Fault(
                "layout", "应为 phone、a5 或 a4。", "phone, a5 or a4.")));
        var reads = registry.As(caller.Actor);
        var (found, refusal) = await reads.FindCard(kind, id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var (loaded, context) = (found!.Entity, reads.ContextOf(found.Entity));
        var portrait = await registry.Documents.Portrait(found.Portrait, http.RequestAborted);
        var extras = new CardExtras(paper, portrait, found.Employer);
        return await SheetAnswers.Printed(id, loaded.Version, wanted, http, context, registry, renderer,
            stamp => Cards.Of(loaded.State, context, stamp, extras));
    }

    private static Paper? PaperOf(string? layout) => layout switch
    {
        null or "a5" => Paper.A5,
        "a4" => Paper.A4,
        "phone" => Paper.Phone,
        _ => null,
    };
}
