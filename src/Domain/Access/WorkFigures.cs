using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// How many applications of one authority and service were handed in in a week, what became of them, and how long the
/// decided ones took.
/// </summary>
/// <param name="Authority">The region code of the authority, or rail.</param>
/// <param name="Service">The service.</param>
/// <param name="Week">The Monday of the week.</param>
/// <param name="Outcome">What became of them by now.</param>
/// <param name="Count">How many applications.</param>
/// <param name="Decided">How many of them are decided.</param>
/// <param name="TotalDays">Calendar days from handing in to the decision, of all that are decided.</param>
/// <param name="MaxDays">The longest of them.</param>
public sealed record WorkCount(
    string Authority,
    ServiceId Service,
    DateOnly Week,
    ApplicationStatus Outcome,
    long Count,
    long Decided,
    long TotalDays,
    long MaxDays);

/// <summary>
/// How often officers asked for a material of a service to be added; a null material: the officer named none and only
/// wrote a message.
/// </summary>
/// <param name="Authority">The region code of the authority.</param>
/// <param name="Service">The service.</param>
/// <param name="Material">The material; null: none was named.</param>
/// <param name="Reason">What the officer wrote, shortened to one line.</param>
/// <param name="Count">How often it was asked for.</param>
public sealed record SupplementCount(
    string Authority, ServiceId Service, MaterialKind? Material, string Reason, long Count);

/// <summary>How often a supplement of a service was asked for a reason.</summary>
/// <param name="Service">The service.</param>
/// <param name="Reason">The reason in the officer's words, without its article; its beginning where it is long.</param>
/// <param name="Count">How often.</param>
public sealed record SupplementReason(ServiceId Service, string Reason, long Count);

/// <summary>What came in and what was decided in a week, of what was handed in within the figures' time.</summary>
/// <param name="Week">The Monday of the week.</param>
/// <param name="HandedIn">How many were handed in.</param>
/// <param name="Decided">How many were decided.</param>
public sealed record FlowCount(DateOnly Week, long HandedIn, long Decided);

/// <summary>The values of an application that the figures of work are counted from.</summary>
/// <param name="IsRail">True: the railway's, which is one authority.</param>
/// <param name="Authority">
/// The region code of the authority; for the railway the path of the reviewing employer.
/// </param>
/// <param name="Service">The service.</param>
/// <param name="Status">The status.</param>
/// <param name="SubmittedAt">When it was handed in (last), UTC.</param>
/// <param name="DecidedAt">When it was decided, UTC; null: not yet, or its review chain has no decision.</param>
/// <param name="Supplement">What the applicant was asked to add; null: nothing.</param>
public readonly record struct WorkRow(
    bool IsRail, string Authority, ServiceId Service, ApplicationStatus Status, DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt, Supplement? Supplement)
{
    /// <summary>Takes these values from an application's row.</summary>
    public static WorkRow Of(ApplicationRow row) => new(
        row.Application is RailApplication, row.Authority, row.Application.Service, row.Application.Status,
        row.Application.SubmittedAt, DecidedAtOf(row.Application), row.Application.Supplement);

    private static DateTimeOffset? DecidedAtOf(IApplication application) => application switch
    {
        Application road => road.DecidedAt,
        RailApplication rail => rail.DecidedAt,
        _ => null,
    };
}

/// <summary>
/// Counts applications, given one after the other, into figures of work. Not safe for several threads.
/// </summary>
public sealed class WorkFigures
{
    private const int MaxReason = 60;

    private readonly Dictionary<(string, ServiceId, DateOnly, ApplicationStatus), WorkCount> _work = [];
    private readonly Dictionary<(string, ServiceId, MaterialKind?, string), long> _supplements = [];
    private readonly Dictionary<(ServiceId, string), long> _reasons = [];

    private readonly Dictionary<DateOnly, FlowCount> _flow = [];

    /// <summary>By authority, service, week and outcome, in that order.</summary>
    public ImmutableArray<WorkCount> Work => [.. _work.OrderBy(one => one.Key).Select(one => one.Value)];

    /// <summary>The counts by week.</summary>
    public ImmutableArray<FlowCount> Flow => [.. _flow.Values.OrderBy(one => one.Week)];

    /// <summary>The supplements, most frequent first.</summary>
    public ImmutableArray<SupplementCount> Supplements =>
    [
        .. _supplements.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Item1, StringComparer.Ordinal)
            .Select(one => new SupplementCount(
                one.Key.Item1, one.Key.Item2, one.Key.Item3, one.Key.Item4, one.Value)),
    ];

    /// <summary>Each reason of each supplement, most frequent first.</summary>
    public ImmutableArray<SupplementReason> Reasons =>
    [
        .. _reasons.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Item2, StringComparer.Ordinal)
            .Select(one => new SupplementReason(one.Key.Item1, one.Key.Item2, one.Value)),
    ];

    /// <summary>Counts one.</summary>
    public void Add(WorkRow a)
    {
        // The path of a reviewing employer would show who works where, so the railway is counted as one authority.
        var authority = a.IsRail ? RailMachine.Authority : a.Authority;
        var day = ShanghaiTime.DateOf(a.SubmittedAt);
        var week = WeekOf(day);
        var flow = FlowOf(week);
        _flow[week] = flow with { HandedIn = flow.HandedIn + 1 };
        var key = (authority, a.Service, week, a.Status);
        var known = _work.GetValueOrDefault(key) ?? new WorkCount(authority, a.Service, week, a.Status, 0, 0, 0, 0);
        known = known with { Count = known.Count + 1 };
        if (a.DecidedAt is { } decided)
        {
            var on = ShanghaiTime.DateOf(decided);
            var outflow = FlowOf(WeekOf(on));
            _flow[outflow.Week] = outflow with { Decided = outflow.Decided + 1 };
            var days = on.DayNumber - day.DayNumber;
            known = known with
            {
                Decided = known.Decided + 1,
                TotalDays = known.TotalDays + days,
                MaxDays = Math.Max(known.MaxDays, days),
            };
        }
        _work[key] = known;
        if (a.Supplement is { } asked) AddSupplement(authority, a.Service, asked);
    }

    private FlowCount FlowOf(DateOnly week) => _flow.GetValueOrDefault(week) ?? new FlowCount(week, 0, 0);

    /// <summary>The Monday of the week of a day.</summary>
    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private void AddSupplement(string authority, ServiceId service, Supplement asked)
    {
        var reason = asked.Message.Length > MaxReason ? asked.Message[..MaxReason] : asked.Message;
        MaterialKind?[] materials =
            asked.Materials.IsEmpty ? [null] : [.. asked.Materials.Select(one => (MaterialKind?)one)];
        foreach (var material in materials)
        {
            var key = (authority, service, material, reason);
            _supplements[key] = _supplements.GetValueOrDefault(key) + 1;
        }
        foreach (var one in SupplementMessage.ReasonsOf(asked.Message))
        {
            var key = (service, one.Length > MaxReason ? one[..MaxReason] : one);
            _reasons[key] = _reasons.GetValueOrDefault(key) + 1;
        }
    }
}
