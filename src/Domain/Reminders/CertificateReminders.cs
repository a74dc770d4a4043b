using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>Last days of a certificate of which its holder is reminded (rules.md H.27).</summary>
internal static class CertificateReminders
{
    /// <summary>
    /// The last days that run now, of the certificate and of its applications; none of a cancelled certificate.
    /// </summary>
    public static IEnumerable<LastDayAhead> Of(Certificate c, Context context) => Of(c, CertificateValidity.End(
        c, context.PersonOf(c.PersonKey), context.Rulebook, context.Calendar)?.End, context);

    /// <summary>
    /// The last days that run now, for a caller that knows how the certificate ends if nothing else happens.
    /// </summary>
    public static IEnumerable<LastDayAhead> Of(Certificate c, Cancellation? end, Context context)
    {
        if (c.Cancellation is not null) yield break;
        foreach (var limit in ApplicationReminders.OfRoad(c.Applications)) yield return limit;
        if (c.Stage != PeriodStage.Running && c.PendingRenewal is null)
            yield return c.Stage == PeriodStage.RenewalOpen
                ? new LastDayAhead("expiry", c.Period.To,
                    Later(c.RegisteredOn, c.RenewalOpensOn(context.Rulebook.RoadAt(c.Period.To))), Ladder.Days)
                : new LastDayAhead("lapse", c.LapsesAfter(context.Rulebook, context.Calendar).Date,
                    Later(c.RegisteredOn, c.LapseWarnedOn(context.Rulebook, context.Calendar)), Ladder.Days);
        if (end is { Ground: CancellationGround.Age } over)
            yield return new LastDayAhead("age", over.EffectiveOn.AddDays(-1), c.RegisteredOn, Ladder.Days);
        if (c.Assessment is not { } assessment || assessment.AnnouncedThrough <= assessment.ClosedThrough) yield break;
        var cycle = c.NextCycle(context.Rulebook, context.Calendar);
        if (!c.Applications.Any(a => a.IsOpen && a.Cycle == cycle.Number))
            yield return new LastDayAhead(
                "assessment", cycle.WindowCloses.Date, Later(c.RegisteredOn, cycle.WindowOpens), Ladder.Days);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>The notice of a reminder.</summary>
    public static Notice NoticeOf(Certificate c, LastDayAhead last)
    {
        (string, object) certificate = ("certificate", c.Key), kind = ("certificateKind", c.Kind.Name());
        return last.About is null
            ? Notice.Of("remind." + last.Name, c.PersonKey, [certificate, kind, ("lastDay", last.Day)])
            : ApplicationReminders.NoticeOfRoad(last, c, c.Applications, certificate, kind);
    }
}
