using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// Reminders of the limits of applications in every chain: of what the applicant must do, and of what the desk must do
/// (rules.md H.27).
/// </summary>
internal static class ApplicationReminders
{
    private const string Supplement = "supplement", SecondOfficer = "secondOfficer";

    /// <summary>The last days of the limits that run.</summary>
    /// <param name="chainOf">The chain of an application.</param>
    /// <param name="applications">The applications of an entity.</param>
    /// <param name="since">When the limit of an application began to run, UTC.</param>
    public static IEnumerable<LastDayAhead> Of<TOwner, T>(
        Func<T, ReviewChain<TOwner, T>> chainOf, ImmutableArray<T> applications, Func<T, DateTimeOffset> since)
        where TOwner : IApplicationOwner where T : class, IApplication
    {
        foreach (var a in applications)
            if (chainOf(a).LimitOf(a) is var (limit, by) && !limit.IsOnRecord(a))
                yield return new LastDayAhead(limit.Name, by.Date, ShanghaiTime.DateOf(since(a)),
                    limit.IsOfWork ? Ladder.Desk : limit.Name == Supplement ? Ladder.Supplement : Ladder.Days, a.Id);
    }

    /// <summary>The last days of applications for certificates and vehicles.</summary>
    public static IEnumerable<LastDayAhead> OfRoad(ImmutableArray<Application> applications) =>
        applications.IsEmpty ? [] : Of(_ => RoadChain.Chain, applications, a => a.Status switch
        {
            ApplicationStatus.SupplementRequested => a.Supplement!.RequestedAt,
            ApplicationStatus.AwaitingDelivery => a.ReadyAt!.Value,
            ApplicationStatus.Accepted => a.AcceptedAt!.Value,
            _ => a.SupplementAnsweredAt ?? a.SubmittedAt,
        });

    /// <summary>The notice of a reminder about an application.</summary>
    /// <param name="last">The last day.</param>
    /// <param name="service">What is applied for.</param>
    /// <param name="applicant">The recipient for what the applicant must do.</param>
    /// <param name="desk">The recipient for what the authority must do.</param>
    /// <param name="subject">The values that say what it is about, the entity's key first.</param>
    public static Notice NoticeOf(
        in LastDayAhead last, ServiceId service, string applicant, string desk,
        params ReadOnlySpan<(string Name, object Value)> subject)
    {
        (string, object)[] about =
        [
            .. subject, ("application", last.About!), ("service", ServiceNames.Of(service)), ("lastDay", last.Day),
        ];
        return last.Ladder != Ladder.Desk ? Notice.Of("remind." + last.Name, applicant, about)
            : last.Name == SecondOfficer ? Notice.Of("desk.secondOfficer", desk, about)
            : Notice.Of("desk.limit", desk, [.. about, ("limit", last.Name)]);
    }

    /// <summary>The notice of a reminder about an application for a certificate or a vehicle.</summary>
    public static Notice NoticeOfRoad(
        in LastDayAhead last, IApplicationSubject owner, ImmutableArray<Application> applications,
        params ReadOnlySpan<(string Name, object Value)> subject) => NoticeOf(
        last, applications.At(last.About!)!.Service, owner.ApplicantKey, NoticeReach.Road(owner.Authority), subject);
}
