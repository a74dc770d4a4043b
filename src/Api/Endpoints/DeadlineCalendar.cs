using System.Globalization;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// The caller's deadlines as an iCalendar file (RFC 5545): all-day entries, in the caller's language, for everything
/// that belongs to the person or operator. It is written while it is read, so that a large fleet uses no memory.
/// </summary>
internal static class DeadlineCalendar
{
    /// <summary>Most entries; a longer calendar says at its end that it was cut off.</summary>
    private const int MaxEntries = 20_000;

    public static IResult Get(HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        http.Response.Headers.ContentDisposition = "attachment; filename=\"deadlines.ics\"";
        return Results.Stream(
            stream => Write(stream, http, caller, registry, cancellation), "text/calendar; charset=utf-8");
    }

    private static async Task Write(
        Stream stream, HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        await using var ics = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await Line(ics, "BEGIN:VCALENDAR");
        await Line(ics, "VERSION:2.0");
        await Line(ics, "PRODID:-//Orleans Registry//Deadlines//ZH");
        var (written, reads) = (0, registry.As(caller.Actor));
        await foreach (var loaded in reads.Own(kind: null, cancellation))
        {
            var names = new Dictionary<string, int>();
            foreach (var entry in reads.TimelineOf(loaded).View.Items)
            {
                if (!DeadlineTitles.IsForPeople(entry.Name)) continue;
                if (++written > MaxEntries) break;
                var uid = string.Create(CultureInfo.InvariantCulture,
                    $"{loaded.Id.Key}.{entry.Name}.{ShanghaiTime.DateOf(entry.At):yyyyMMdd}");
                var again = names[uid] = names.GetValueOrDefault(uid) + 1; // Two permits may expire on one day.
                await Event(ics, again == 1 ? uid : $"{uid}.{again}", entry, registry.Now,
                    Languages.In(http, DeadlineTitles.Of(entry.Name, loaded.State))
                        + (entry.Provisional ? Languages.In(http, DeadlineTitles.Provisional) : ""));
            }
            if (written > MaxEntries) break;
        }
        if (written > MaxEntries) await Line(ics, $"X-REGISTRY-CUT-AFTER:{MaxEntries}");
        await Line(ics, "END:VCALENDAR");
    }

    private static async Task Event(StreamWriter ics, string uid, TimelineEntry entry, DateTimeOffset now, string title)
    {
        await Line(ics, "BEGIN:VEVENT");
        await Line(ics, $"UID:{uid}@orleans-registry");
        await Line(ics, "DTSTAMP:" + IcsText.Instant(now));
        var day = DeadlineTitles.DayOf(entry);
        await Line(ics, "DTSTART;VALUE=DATE:" + IcsText.Day(day));
        await Line(ics, "SUMMARY:" + IcsText.Escaped(title));
        await Line(ics, "END:VEVENT");
    }

    private static Task Line(StreamWriter ics, string text) => ics.WriteAsync(IcsText.Line(text));
}
