using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Charter trips that wait for a person.</summary>
/// <param name="Items">First departure first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Now">The legal instant.</param>
public sealed record TripQueueModel(
    ImmutableArray<TripView> Items, string? Next, DateOnly Today, DateTimeOffset Now);

/// <summary>GET /desk/trips: filings that no rule approves by itself, first departure first.</summary>
internal static class TripQueuePage
{
    public const string Path = "/desk/trips";
    private const int MaxListed = 25;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Officer));

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).TripQueue(
            new PageRequest(MaxListed, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<TripQueue>(new TripQueueModel(
            waiting!.Items, waiting.Next, ShanghaiTime.DateOf(registry.Now), registry.Now));
    }
}
