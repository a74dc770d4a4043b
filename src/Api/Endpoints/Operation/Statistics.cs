using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Certificates of one authority, kind and state.</summary>
public sealed record CertificateCountView(string Authority, string Kind, string State, long Count);

/// <summary>Applications of one authority, service and status, and how many of them are overdue.</summary>
public sealed record ApplicationCountView(
    string Authority, ServiceId Service, ApplicationStatus Status, long Count, long Overdue);

/// <summary>Trips of one authority by the week of departure (its Monday), status on record and medium.</summary>
public sealed record TripCountView(string Authority, DateOnly Week, string Status, string Medium, long Count);

/// <summary>The number of plates of trips by medium.</summary>
public sealed record MediaView(long Electronic, long Paper, long None);

/// <summary>What was handed in in a week (from its Monday), with its outcome; days are calendar days.</summary>
public sealed record WorkCountView(
    string Authority, ServiceId Service, DateOnly Week, ApplicationStatus Outcome, long Count, long Decided,
    double? AverageDays,
    long? MaxDays);

/// <summary>How often officers asked for a material to be added, and in which words.</summary>
public sealed record SupplementCountView(
    string Authority, ServiceId Service, MaterialKind? Material, string Reason, long Count);

/// <summary>Counts as on a legal date, and the work from one day to another, both inclusive.</summary>
public sealed record StatisticsView(
    DateOnly AsOf,
    ImmutableArray<CertificateCountView> Certificates,
    ImmutableArray<ApplicationCountView> Applications,
    DateOnly From,
    DateOnly To,
    ImmutableArray<CertificateCountView> Vehicles,
    ImmutableArray<TripCountView> Trips,
    MediaView Media,
    ImmutableArray<WorkCountView> Work,
    ImmutableArray<SupplementCountView> Supplements);

/// <summary>How many deadlines are due on one day, by their name.</summary>
public sealed record ForecastEntry(DateOnly On, string Name, long Count);

/// <summary>What is due, from first to last day, both inclusive.</summary>
public sealed record ForecastView(DateOnly From, DateOnly To, ImmutableArray<ForecastEntry> Items);

/// <summary>Counts, late work, and what falls due (http.md 4).</summary>
internal static class Statistics
{
    private const int MaxDays = 366;
    private const int DaysOfWork = 84;
    private const string DaysDefault = "90";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/statistics")
            .WithTags("statistics")
            .For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration | Roles.Administrator));
        group.MapGet("", Counts).WithName("getStatistics")
            .WithSummary(
                "Certificates, vehicles, trips and applications by authority, kind and state; late work; the work "
                + "from one day to another (?from=&to=, 12 weeks when left out) by week, with time taken and "
                + "supplements.");
        group.MapGet("/forecast", Forecast)
            .WithName("getForecast")
            .WithSummary("What falls due within the caller's reach in the next days, 1 to 366.");
    }

    private static async Task<Reply<StatisticsView>> Counts(
        string? from, string? to, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.DateOrNone("from", from, out var first) is { } noFrom) return noFrom;
        if (Paging.DateOrNone("to", to, out var last) is { } noTo) return noTo;
        var end = last ?? ShanghaiTime.DateOf(registry.Now);
        var begin = first ?? end.AddDays(-DaysOfWork + 1);
        if (end < begin || end.DayNumber - begin.DayNumber >= MaxDays)
            return Refusals.Malformed(Refusals.Fault(
                "to", $"应不早于起始日期，且不超过 {MaxDays} 天。", $"Not before from, and at most {MaxDays} days."));
        var (figures, refusal) = await registry.As(caller.Actor).Figures(begin, end, cancellation);
        return refusal is not null ? refusal : ViewOf(figures!);
    }

    private static StatisticsView ViewOf(Figures f)
    {
        long On(string medium) => f.Trips.Where(trip => trip.Medium == medium).Sum(trip => trip.Count);
        return new StatisticsView(
            f.Counts.AsOf,
            [.. f.Counts.Certificates.Select(ViewOf)],
            [
                .. f.Counts.Applications.Select(
                    a => new ApplicationCountView(a.Authority, a.Service, a.Status, a.Count, a.Overdue)),
            ],
            f.From, f.To, [.. f.Vehicles.Select(ViewOf)],
            [.. f.Trips.Select(t => new TripCountView(t.Authority, t.Week, t.Status, t.Medium, t.Count))],
            new MediaView(On("electronic"), On("paper"), On("none")),
            [.. f.Work.Select(ViewOf)],
            [
                .. f.Supplements.Select(
                    s => new SupplementCountView(s.Authority, s.Service, s.Material, s.Reason, s.Count)),
            ]);
    }

    private static WorkCountView ViewOf(WorkCount w) => new(
        w.Authority, w.Service, w.Week, w.Outcome, w.Count, w.Decided,
        w.Decided == 0 ? null : Math.Round((double)w.TotalDays / w.Decided, 1), w.Decided == 0 ? null : w.MaxDays);

    private static CertificateCountView ViewOf(CertificateCount c) => new(c.Authority, c.Category, c.State, c.Count);

    private static async Task<Reply<ForecastView>> Forecast(
        string? days, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Number("days", days ?? DaysDefault, 1, MaxDays, out var ahead) is { } bad) return bad;
        var from = ShanghaiTime.DateOf(registry.Now);
        var to = from.AddDays(ahead);
        var (due, refusal) = await registry.As(caller.Actor).Forecast(from, to, cancellation);
        return refusal is not null
            ? refusal
            : new ForecastView(from, to, [.. due.Select(d => new ForecastEntry(d.On, d.Name, d.Count))]);
    }
}
