using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Public;

/// <summary>A service's guide (办事指南).</summary>
/// <param name="Service">The object by which Decide checks.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Road">The rules of the road in force today.</param>
/// <param name="Rail">The rules of the railway in force today.</param>
/// <param name="RailMaterials">The materials of a railway service, by reason.</param>
/// <param name="Typed">The date typed into "when can I?"; null: nothing.</param>
/// <param name="When">The answer; null: there is none, or the date cannot be read.</param>
/// <param name="Contacts">How the desks are reached.</param>
public sealed record GuideModel(
    Service Service, DateOnly Today, RoadRules Road, RailRules Rail, IReadOnlyList<RailMaterialRow> RailMaterials,
    string? Typed, WhenPossible? When, Contacts Contacts);

/// <summary>
/// GET /services/{id}: who may apply for it, from when, with what, how long it takes, by which law.
/// </summary>
internal static class ServicePage
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/services/{id}", Show).For(PageAccess.Open);

    private static IResult Show(string id, string? on, PageContext page, IRegistry registry, Contacts contacts)
    {
        if (ServiceNames.Find(id) is not { } name || Catalogue.Find(name) is not { } service) return page.NotFound();
        var today = ShanghaiTime.DateOf(registry.Now);
        var when = Dates.Read(on) is { } date ? WhenPossible.Of(name, date, registry) : null;
        return page.Show<Guide>(new GuideModel(
            service, today, registry.Rulebook.RoadAt(today), registry.RailRulebook.At(today),
            [.. registry.RailRulebook.Materials.Where(row => row.Service == name)],
            string.IsNullOrWhiteSpace(on) ? null : on, when, contacts));
    }
}
