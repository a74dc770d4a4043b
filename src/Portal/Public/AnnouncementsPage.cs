using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The announcements that the law requires.</summary>
/// <param name="Schemes">Where trips with electronic charter certificates may lead; only on the first page.</param>
/// <param name="Decisions">Decisions about railway licences, newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
public sealed record AnnouncementsModel(
    ImmutableArray<CharterScheme> Schemes, ImmutableArray<Announcement> Decisions, string? Next);

/// <summary>GET /announcements: railway decisions with masked names, and the scope of charter certificates.</summary>
internal static class AnnouncementsPage
{
    private const int MaxListed = 30;

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/announcements", Show).For(PageAccess.Open);

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var announced = await Reads.Announced(registry, new PageRequest(MaxListed, cursor), cancellation);
        return page.Show<AnnouncementList>(new AnnouncementsModel(
            cursor is null ? registry.CharterRulebook.Schemes : [], announced.Items, announced.Next));
    }
}
