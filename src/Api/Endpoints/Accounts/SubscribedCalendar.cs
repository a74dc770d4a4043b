using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What to do with the caller's address.</summary>
[JsonConverter(typeof(CamelCaseNames<CalendarAct>))]
public enum CalendarAct
{
    /// <summary>A new address; an existing one ends.</summary>
    Make = 1,

    /// <summary>A new address in the place of an existing one.</summary>
    Renew = 2,

    /// <summary>Ended.</summary>
    End = 3,
}

/// <summary>Makes, renews or ends the caller's address; if left out, it is made.</summary>
public sealed record CalendarAddressRequest(CalendarAct? Action = null) : IMayBeEmpty;

/// <summary>The address that a phone subscribes to, shown this once.</summary>
/// <param name="Path">It, below the address of this registry; not there when it was ended.</param>
/// <param name="Url">The same, whole: below the address that this registry has (Registry__PublicUrl).</param>
public sealed record CalendarAddressView(string? Path, string? Url);

/// <summary>
/// POST /me/calendar, and the calendar to which phones subscribe without signing in (http.md 9): all-day entries with a
/// service and the last day on which something can be done; no person, number or plate.
/// </summary>
internal static class SubscribedCalendar
{
    /// <summary>How many days ahead it has entries.</summary>
    private const int Days = 400;

    private const int MaxEntries = 2_000;

    public static void Map(RouteGroupBuilder me)
    {
        me.MapPost("/calendar", Change).For(Access.SignedIn).WithName("changeCalendar")
            .WithSummary("Makes, renews or ends the address of the caller's calendar; it is shown this once.");
    }

    public static void MapOpen(IEndpointRouteBuilder routes) => routes
        .MapGet("/calendar/{secret}.ics", Get).For(Access.Open).WithTags("me").WithName("getCalendar")
        .WithSummary("The calendar behind an address, for phones that subscribe to it.")
        .Produces(StatusCodes.Status200OK, contentType: "text/calendar");

    private static async Task<Reply<CalendarAddressView>> Change(
        CommandRequest<CalendarAddressRequest> request, [FromServices] ICalendarAddresses addresses,
        CancellationToken cancellation)
    {
        var account = request.Caller.Account.Id;
        if (request.Body.Action == CalendarAct.End)
        {
            await addresses.End(account, cancellation);
            return new CalendarAddressView(null, null);
        }
        var secret = await addresses.Make(account, cancellation);
        return new CalendarAddressView($"/calendar/{secret}.ics", addresses.UrlOf(secret));
    }

    private static async Task<IResult> Get(
        string secret, HttpContext http, IRegistry registry, [FromServices] ICalendarAddresses addresses,
        CancellationToken cancellation)
    {
        if (await addresses.AccountOf(secret, cancellation) is not { } id
            || await registry.Accounts.Find(id, cancellation) is not { Disabled: false } account)
            return new ApiProblem(Refusals.NotFound());
        var today = ShanghaiTime.DateOf(registry.Now);
        var days = await registry.As(AccountActor.Of(account)).LastDays(
            today.AddDays(Days), MaxEntries, cancellation);
        var english = Languages.IsEnglish(http);
        var content = HashOf(string.Join('\n', days.Select(day => $"{UidOf(day)} {day.On:yyyyMMdd} {day.Provisional}"))
            + english);
        var changed = await addresses.ChangedAt(secret, content, registry.Now, cancellation);
        var headers = http.Response.Headers;
        headers.ETag = $"\"{content[..32]}\"";
        headers.LastModified = changed.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = "private, max-age=3600";
        headers.Vary = "Accept-Language";
        return IsKnown(http, $"\"{content[..32]}\"", changed)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(TextOf(days, changed, english), "text/calendar; charset=utf-8", new UTF8Encoding(false));
    }

    /// <summary>
    /// True when the caller has the present content already (RFC 9110 13.2.2: the tag first, then the instant).
    /// </summary>
    private static bool IsKnown(HttpContext http, string tag, DateTimeOffset changed)
    {
        var request = http.Request.Headers;
        if (request.IfNoneMatch.Count > 0)
            return request.IfNoneMatch.ToString().Split(',').Any(one => one.Trim() is "*" || one.Trim() == tag
                || one.Trim() == "W/" + tag);
        return DateTimeOffset.TryParseExact(
            request.IfModifiedSince, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            && changed <= since;
    }

    private static string TextOf(ImmutableArray<LastDay> days, DateTimeOffset changed, bool english)
    {
        var ics = new StringBuilder();
        void Line(string text) => ics.Append(IcsText.Line(text));
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Orleans Registry//Last days//" + (english ? "EN" : "ZH"));
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("X-WR-CALNAME:" + (english ? "Last days" : "办理期限"));
        Line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
        foreach (var day in days)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{UidOf(day)}@orleans-registry");
            Line("DTSTAMP:" + IcsText.Instant(changed));
            Line("DTSTART;VALUE=DATE:" + IcsText.Day(day.On));
            Line("DTEND;VALUE=DATE:" + IcsText.Day(day.On.AddDays(1)));
            Line("SUMMARY:" + IcsText.Escaped((english ? day.Title.En : day.Title.Zh)
                + (day.Provisional ? english ? DeadlineTitles.Provisional.En : DeadlineTitles.Provisional.Zh : "")));
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return ics.ToString();
    }

    /// <summary>An id that is the same for the same day of the same thing, and discloses nothing about it.</summary>
    private static string UidOf(LastDay day) => HashOf($"{day.Id}.{day.Name}.{day.On:yyyyMMdd}")[..32];

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
