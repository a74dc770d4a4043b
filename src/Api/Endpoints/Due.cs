using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What ends soon.</summary>
/// <param name="Id">The certificate, vehicle, licence or permit holder.</param>
/// <param name="Name">The stable name of the deadline.</param>
/// <param name="On">The last day, inclusive.</param>
/// <param name="DaysLeft">Days from today; 0 means today.</param>
/// <param name="Service">The service that can be asked for until then; left out when there is none.</param>
/// <param name="Title">What it is, in the caller's language.</param>
/// <param name="About">The plate, or the driver's name; left out for the caller's own.</param>
/// <param name="Provisional">True while the calendar of its year is not known.</param>
public sealed record DueView(
    string Id, string Name, DateOnly On, int DaysLeft, ServiceId? Service, string Title, string? About,
    bool Provisional);

/// <summary>GET /me/due: an enterprise's dates for vehicles and people, or a person's own, in one list.</summary>
internal static class Due
{
    private const int DefaultDays = 30, MaxDays = 366, MaxItems = 10_000;

    public static void Map(RouteGroupBuilder me) => me.MapGet("/due", Get).For(Access.SignedIn).WithName("getDue")
        .WithSummary("Last days within so many days (?days=, 30 when not given), earliest first: of an enterprise "
            + "with its vehicles and drivers, or of a person.");

    private static async Task<Reply<Listing<DueView>>> Get(
        string? days, HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var within = DefaultDays;
        if (days is not null && Paging.Number("days", days, 1, MaxDays, out within) is { } bad) return bad;
        var today = ShanghaiTime.DateOf(registry.Now);
        var all = await registry.As(caller.Actor).LastDays(today.AddDays(within), MaxItems, cancellation);
        return new Listing<DueView>(
            [.. all.Select(day => new DueView(
                day.Id, day.Name, day.On, day.On.DayNumber - today.DayNumber, day.Service,
                Languages.In(http, day.Title), day.About, day.Provisional))], null);
    }
}
