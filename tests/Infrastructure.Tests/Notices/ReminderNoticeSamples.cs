using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>
/// Reminders, made by the machines: each entity has something whose last day is tomorrow, and is carried on by its own
/// deadlines until a reminder is due.
/// </summary>
internal static class ReminderNoticeSamples
{
    /// <summary>Somebody who reaches the age limit on the last day of the samples.</summary>
    public const string Old = "P-OLD";

    private static readonly DateOnly _day = new(2026, 2, 26);
    private static readonly DateTimeOffset _before = ShanghaiTime.StartOf(_day.AddDays(-20));
    private static readonly LegalDate _legal = new(_day, false);

    /// <summary>The birthday of <see cref="Old"/>.</summary>
    public static DateOnly OldBornOn { get; } = new(1966, 2, 26);

    public static IEnumerable<Notice> All(Context context, Certificate c, Vehicle v, RailCareer r, Trip t, Objection o)
    {
        var driven = c with { Assessment = null, Period = new Period(_day.AddYears(-6), _day), Authority = "410100" };
        var finding = new Finding("f1", "W-1", RailGround.Revoked, _day.AddDays(-20), _day, null);
        var plan = t.Plan with { DepartsAt = ShanghaiTime.StartOf(_day), ReturnsAt = ShanghaiTime.EndOf(_day) };
        EntityState[] states =
        [
            driven with { Stage = PeriodStage.RenewalOpen },
            driven with { Stage = PeriodStage.LapseWarned, Period = new Period(_day.AddYears(-6), _day.AddDays(-180)) },
            driven with { Period = new Period(_day.AddYears(-5), _day.AddYears(1)), PersonKey = Old },
            c with { Assessment = new Assessment(0, 1, Domain.Rules.Grade.A, 0), FirstIssuedOn = _day.AddDays(-385) },
            .. new[]
            {
                Of(ApplicationStatus.Submitted) with { AcceptBy = _legal },
                Of(ApplicationStatus.Accepted) with { AcceptedAt = _before, DecideBy = _legal },
                Of(ApplicationStatus.SupplementRequested) with
                {
                    Supplement = new Supplement([], "m", _before, _legal),
                },
                Of(ApplicationStatus.AwaitingDelivery) with { ReadyAt = _before, PickUpBy = _legal },
            }.Select(a => c with { Applications = [a] }),
            v with { Stage = PeriodStage.RenewalOpen, Period = new Period(_day.AddYears(-3), _day) },
            v with { ReviewStage = ReviewStage.Open, ReviewedOn = _day.AddYears(-1).AddDays(1) },
            r with { Licence = r.Licence! with { Period = new Period(_day.AddYears(-6), _day) }, Findings = [finding] },
            new Operator
            {
                Key = "O-1", CreditCode = "c", Name = "n", Authority = "410100",
                Permits = [new Permit("豫交运管许可郑字1号", [], new Period(_day.AddYears(-4), _day))],
            },
            t with
            {
                Recorded = TripStatus.Approved, Medium = TripMedium.None, IssuedAt = null, Plan = plan,
                Review = new TripReview(true, null, _before, []),
            },
            t with { Recorded = TripStatus.Issued, IssuedAt = _before, Plan = plan },
            o with { AnswerBy = _day },
            new IdentityBinding
            {
                Key = "H-1", AccountId = "A-1", Applications =
                [
                    new BindingApplication
                    {
                        Id = "H-1.1", Service = ServiceId.IdentityUnbinding, Form = new UnbindingForm("P-1", "r"),
                        Materials = [], SubmittedBy = "A-1", SubmittedAt = _before, DecideBy = _legal,
                        Status = ApplicationStatus.Submitted, Authority = "41",
                    },
                ],
            },
        ];
        return states.SelectMany(state => FirstOf(state, context with { Now = _before }));
    }

    private static Application Of(ApplicationStatus status) => new()
    {
        Id = "Q-1.1", Service = ServiceId.CertificateRenewal, Form = new RenewalForm(), Materials = [],
        SubmittedBy = "A-1", SubmittedAt = _before, Status = status, AcceptBy = _legal,
    };

    /// <summary>The notices of the reminders of the next forty days.</summary>
    private static IEnumerable<Notice> FirstOf(EntityState state, Context context)
    {
        var machine = EntityKinds.Of(state).Machine;
        var until = context.Now.AddDays(40);
        while (machine.NextDeadline(state, context) is { } next && next.DueAt < until)
        {
            if (next.DueAt > context.Now) context = context with { Now = next.DueAt };
            var after = machine.Evolve(state, next.Event);
            if (next.Event is RemindersDue due)
                foreach (var notice in machine.React(state, after, [due], context).Notices) yield return notice;
            state = after;
        }
    }
}
