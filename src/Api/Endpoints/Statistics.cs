using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Certificates of one authority, kind and state.</summary>
public sealed record CertificateCountView(string Authority, string Kind, string State, long Count);

/// <summary>Applications of one authority, service and status, and how many of them are overdue.</summary>
public sealed record ApplicationCountView(
    string Authority, ServiceId Service, ApplicationStatus Status, long Count, long Overdue);

/// <summary>Counts as on a legal date.</summary>
public sealed record StatisticsView(
    DateOnly AsOf,
    ImmutableArray<CertificateCountView> Certificates,
    ImmutableArray<ApplicationCountView> Applications);

/// <summary>How much falls due on one day, by the name of the deadline.</summary>
public sealed record ForecastEntry(DateOnly On, string Name, long Count);

/// <summary>What falls due, both days inclusive.</summary>
public sealed record ForecastView(DateOnly From, DateOnly To, ImmutableArray<ForecastEntry> Items);

/// <summary>Counts, late work, and what falls due (http.md 4).</summary>
internal static class Statistics
{
    private const int MaxDays = 366;
    private const string DaysDefault = "90";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/statistics")
            .WithTags("statistics")
            .For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration | Roles.Administrator));
        group.MapGet("", Counts).WithName("getStatistics")
            .WithSummary("Certificates by authority, kind and state; applications by service and status; late work.");
        group.MapGet("/forecast", Forecast)
            .WithName("getForecast")
            .WithSummary("What falls due in the next days, 1 to 366.");
    }

    private static async Task<Reply<StatisticsView>> Counts(
        Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (counts, refusal) = await registry.As(caller.Actor).Statistics(cancellation);
        if (refusal is not null) return refusal;
        return new StatisticsView(
            counts!.AsOf,
            [.. counts.Certificates.Select(c => new CertificateCountView(c.Authority, c.Category, c.State, c.Count))],
            [
                .. counts.Applications.Select(
                    a => new ApplicationCountView(a.Authority, a.Service, a.Status, a.Count, a.Overdue)),
            ]);
    }

    private static async Task<Reply<ForecastView>> Forecast(
        string? days, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Number("days", days ?? DaysDefault, 1, MaxDays, out var ahead) is { } bad) return bad;
        var from = ShanghaiTime.DateOf(registry.Now);
        var to = from.AddDays(ahead);
        var due = await registry.As(caller.Actor).Forecast(from, to, cancellation);
        return new ForecastView(from, to, [.. due.Select(d => new ForecastEntry(d.On, d.Name, d.Count))]);
    }
}
