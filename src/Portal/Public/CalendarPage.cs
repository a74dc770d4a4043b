using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The calendar that a phone subscribes to.</summary>
/// <param name="Address">The address that was made just now, which is shown only once; null: none.</param>
/// <param name="Ended">True: the address was just ended.</param>
public sealed record CalendarModel(string? Address, bool Ended)
{
    /// <summary>The form of the buttons.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>
/// GET and POST /account/calendar: last days in the phone's own calendar. Whoever has the address needs no sign-in, so
/// it is shown only once and can be ended.
/// </summary>
internal static class CalendarPage
{
    public const string Path = "/account/calendar";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<CalendarView>(new CalendarModel(null, false)))
            .For(PageAccess.SignedIn);
        pages.MapPost(Path, Change).For(PageAccess.SignedIn);
    }

    private static async Task<IResult> Change(
        PageContext page, Posted form, [FromServices] ICalendarAddresses addresses,
        CancellationToken cancellation)
    {
        var account = page.Account!.Id;
        if (form["step"] == "end")
        {
            await addresses.End(account, cancellation);
            return page.Show<CalendarView>(new CalendarModel(null, true));
        }
        var secret = await addresses.Make(account, cancellation);
        return page.Show<CalendarView>(new CalendarModel(addresses.UrlOf(secret), false));
    }
}
