using System.Globalization;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What a holder takes along: deadlines for the own calendar, and everything the registry keeps about them.</summary>
public static class MyData
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        me.MapGet("/deadlines.ics", Deadlines).Says("The deadlines of the caller's certificates as an iCalendar file");
        me.MapGet("/export", Export).Says("Everything the registry keeps about the caller, as JSON");
    }

    private static async Task<IResult> Deadlines(Caller caller, IRegistry registry)
    {
        if (caller.Actor.PersonKey is not { } person) return Show.No(Refusals.RealNameRequired());
        var calendar = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Orleans Registry//deadlines//ZH\r\n");
        foreach (var loaded in await Certificates(registry, person, caller))
        {
            var certificate = (Certificate)loaded.State;
            foreach (var entry in TimelineView.Of(certificate, registry.ContextFor(caller.Actor, loaded.Facts)).Items)
            {
                calendar.Append("BEGIN:VEVENT\r\n")
                    .Append(CultureInfo.InvariantCulture, $"UID:{certificate.Key}-{entry.Name}-{entry.At:yyyyMMdd}@orleans-registry\r\n")
                    .Append(CultureInfo.InvariantCulture, $"DTSTAMP:{registry.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}\r\n")
                    .Append(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{entry.At:yyyyMMdd}\r\n")
                    .Append(CultureInfo.InvariantCulture, $"SUMMARY:{certificate.Kind.Name()} {entry.Name}\r\nEND:VEVENT\r\n");
            }
        }
        return Results.Text(calendar.Append("END:VCALENDAR\r\n").ToString(), "text/calendar; charset=utf-8");
    }

    private static async Task<IResult> Export(Caller caller, IRegistry registry)
    {
        var certificates = new List<CertificateView>();
        var applications = new List<ApplicationView>();
        var person = caller.Actor.PersonKey;
        if (person is not null)
        {
            foreach (var loaded in await Certificates(registry, person, caller))
                certificates.Add(CertificateView.Of((Certificate)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version));
            for (var page = new PageRequest(200); ;)
            {
                var rows = await registry.Queries.ApplicationsOf(person, page, caller.Http.RequestAborted);
                applications.AddRange(rows.Items.Select(row => ApplicationView.Of(
                    row.Application, row.Id.Key, row.Authority, Domain.Calendar.ShanghaiTime.DateOf(registry.Now))));
                if (rows.Next is null) break;
                page = page with { Cursor = rows.Next };
            }
        }
        caller.Http.Response.Headers.ContentDisposition = "attachment; filename=\"my-registry-data.json\"";
        return Show.Json(new { account = await Me.ViewOf(caller.Account, registry), certificates, applications });
    }

    private static async Task<List<Loaded>> Certificates(IRegistry registry, string person, Caller caller)
    {
        var all = new List<Loaded>();
        foreach (var id in await registry.Queries.CertificatesOf(person, caller.Http.RequestAborted))
            all.Add((await registry.Load(id, caller.Http.RequestAborted))!);
        return all;
    }
}
