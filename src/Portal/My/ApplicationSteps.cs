using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.My;

/// <summary>One step of an application: done on a day, due by a day, or still to come.</summary>
/// <param name="Name">What is done in it.</param>
/// <param name="When">When it was done, or by when it must be; null: not known.</param>
/// <param name="State">"done", "here" or empty.</param>
public sealed record ApplicationStep(LocalText Name, LocalText? When, string State);

/// <summary>The steps of an application with the days that bind the applicant and the authority.</summary>
public static class ApplicationSteps
{
    /// <summary>The steps, in order.</summary>
    public static ImmutableArray<ApplicationStep> Of(ApplicationView a, DateOnly today)
    {
        if (a.Rail is { } chain) return OfRail(a, chain, today);
        var decided = a.DecidedAt is not null;
        var steps = ImmutableArray.CreateBuilder<ApplicationStep>();
        steps.Add(new(new("提交", "Handed in"), On(a.SubmittedAt, today), "done"));
        if (a.AcceptBy is { } acceptBy)
            steps.Add(a.AcceptedAt is { } accepted
                ? new(new("受理", "Accepted"), On(accepted, today), "done")
                : a is { Status: ApplicationStatus.SupplementRequested, Supplement: { } asked }
                ? new(new("补正", "More asked"), By(asked.AnswerBy, today), "here") // The authority's days stand still.
                : new(new("受理", "Acceptance"), By(acceptBy, today), decided || IsOver(a) ? "" : "here"));
        var waits = a.AcceptBy is null || a.AcceptedAt is not null;
        steps.Add(a.DecidedAt is { } at
            ? new(new("审验", "Decided"), On(at, today), "done")
            : new(new("审验", "Decision"), a.DecideBy is { } by ? By(by, today) : null,
                waits && !IsOver(a) ? "here" : ""));
        if (a.Delivery is { Way: var way }) steps.Add(Delivery(a, way, today));
        return steps.ToImmutable();
    }

    /// <summary>
    /// The railway's chain (B.7): employer, exam centre, administration, announcement. Steps are done in this order;
    /// the first that is not done is the present one.
    /// </summary>
    private static ImmutableArray<ApplicationStep> OfRail(ApplicationView a, RailChainView chain, DateOnly today)
    {
        (LocalText Name, DateTimeOffset? At, DateOnly? By)[] stations =
        [
            (new("提交", "Handed in"), a.SubmittedAt, null),
            (new("单位初审", "Employer"), chain.ReceivedAt, null),
            (new("考试中心", "Exam centre"), chain.ReportedAt, chain.ReviewBy ?? a.AcceptBy),
            (new("国家铁路局", "Decision"), a.DecidedAt, a.DecideBy),
            (new("公告", "Published"), chain.AnnouncedAt, chain.AnnounceBy),
        ];
        var done = stations.TakeWhile(station => station.At is not null).Count();
        var steps = stations.Select((station, i) => new ApplicationStep(
            station.Name,
            i < done ? On(station.At!.Value, today) : station.By is { } by ? By(by, today) : null,
            i < done ? "done" : i == done && !IsOver(a) ? "here" : ""));
        return a.Delivery is { Way: var way } ? [.. steps, Delivery(a, way, today)] : [.. steps];
    }

    private static ApplicationStep Delivery(ApplicationView a, DeliveryWay way, DateOnly today) => new(
        new("领证", "Delivery"), a.PickUpBy is { } last ? By(last, today) : way == DeliveryWay.PickUp
            ? new LocalText("自取", "pick up") : new LocalText("邮寄", "by post"),
        a.Status == ApplicationStatus.Delivered ? "done"
            : a.Status is ApplicationStatus.Approved or ApplicationStatus.AwaitingDelivery ? "here" : "");

    private static bool IsOver(ApplicationView a) => !MyHomePage.IsUnderWay(a);

    private static LocalText On(DateTimeOffset at, DateOnly today)
    {
        var day = DateOnly.FromDateTime(at.DateTime);
        return new LocalText(Dates.ShortDay(day, today, english: false), Dates.ShortDay(day, today, english: true));
    }

    private static LocalText By(DateOnly day, DateOnly today) => new(
        $"{Dates.ShortDay(day, today, english: false)}前", $"by {Dates.ShortDay(day, today, english: true)}");
}
