using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Bindings;
using OrleansRegistry.Domain.Tests.RailLicences;
using OrleansRegistry.Domain.Tests.Trips;
using OrleansRegistry.Domain.Tests.Vehicles;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Tests.Reminders;

/// <summary>
/// Reminders of every kind of entity but certificates (rules.md H.27). Method: an entity is taken as it is and its own
/// deadlines carry it on; every reminder is kept with its recipient and the day on which it was given.
/// </summary>
public sealed class OtherReminderTests
{
    [Fact]
    public void An_operator_is_reminded_of_a_vehicle_and_of_its_review()
    {
        var stage = new VehicleStage("2025-06-01").Given("2023-03-01");
        var reviewed = stage.Vehicle with { ReviewedOn = new(2025, 3, 1), ReviewStage = ReviewStage.Running };
        Assert.Equal(
        [
            "2026-02-21 remind.vehicleExpiry O-1", "2026-02-21 remind.review O-1",
            "2026-02-27 remind.vehicleExpiry O-1", "2026-02-27 remind.review O-1",
        ], Reminded(reviewed, stage.ContextFor(Actor.Registry(Channel.Deadline)), "2026-06-01"));
        Assert.Single(Events(reviewed, stage, "2026-02-22")); // Two of one instant are one.
    }

    [Fact]
    public void A_driver_of_the_railway_is_reminded_thirty_seven_and_one_days_before()
    {
        var career = new RailStage("2026-01-05").Given().Career with
        {
            Licence = new RailLicence
            {
                Number = "1", Name = "张三", Classes = [], Period = new Period(new(2020, 3, 1), new(2026, 2, 28)),
                DocumentVersion = 1, RenewalAnnounced = true,
            },
            Findings = [new Finding("R-1.f1", "W-1", RailGround.Revoked, new(2026, 1, 5), new(2026, 2, 4), null)],
            Employer = new EmployerLink("W-1", "u1"),
        };
        Assert.Equal(
        [
            "2026-01-28 remind.report W-1.u1", "2026-01-29 remind.railExpiry P-1", "2026-02-03 remind.report W-1.u1",
            "2026-02-21 remind.railExpiry P-1", "2026-02-27 remind.railExpiry P-1",
        ], Reminded(career, Context("2026-01-06"), "2026-06-01"));
    }

    [Fact]
    public void Offices_of_the_railway_are_reminded_of_their_own_limits()
    {
        var application = new RailApplication
        {
            Id = "R-1.1", Form = new RailReissueForm(ReissueReason.Lost), Materials = [], SubmittedBy = "A-1",
            SubmittedAt = At("2026-02-02"), Status = ApplicationStatus.CentreReview, Reviewer = new EmployerLink("W-1"),
            RuleVersion = "1", ReceivedAt = At("2026-02-02"),
        };
        var calendar = WorkingCalendar.Embedded;
        var career = new RailStage("2026-01-05").Given().Career;
        var atCentre = career with
        {
            Applications = [application with { ReviewBy = RailBy(15) }],
        };
        Assert.Equal(["2026-02-27", "2026-02-28"], Reminded(atCentre, Context("2026-02-02"), "2026-03-20")
            .Where(line => line.EndsWith("desk.limit desk:rail:centre", StringComparison.Ordinal))
            .Select(line => line[..10]));
        var atAdministration = career with
        {
            Applications =
            [
                application with
                {
                    Status = ApplicationStatus.Reported, ReportedAt = At("2026-02-02"), DecideBy = RailBy(5),
                },
            ],
        };
        Assert.Equal(
            ["2026-02-06 desk.limit desk:rail:administration", "2026-02-09 desk.limit desk:rail:administration"],
            Reminded(atAdministration, Context("2026-02-02"), "2026-03-20"));

        LegalDate RailBy(int workingDays) => calendar.Add(new DateOnly(2026, 2, 2), workingDays);
    }

    [Fact]
    public void A_carrier_is_reminded_to_issue_and_each_driver_to_receive()
    {
        var trip = new TripStage("2024-05-20").WhenFiled().Trip with
        {
            Recorded = TripStatus.Approved,
            Review = new TripReview(true, null, At("2024-05-20"), []),
        };
        Assert.Equal(["2024-05-27 remind.tripIssue O-1", "2024-06-02 remind.tripIssue O-1"],
            Reminded(trip, Context("2024-05-20"), "2024-06-03"));
        var issued = trip with
        {
            Recorded = TripStatus.Received,
            Medium = TripMedium.Electronic,
            IssuedAt = At("2024-05-28"),
            Receipts = [new TripReceipt("P-1", At("2024-05-29"))],
        };
        Assert.Equal(["2024-06-02 remind.tripReceive P-2"], Reminded(issued, Context("2024-05-29"), "2024-06-03"));
    }

    [Fact]
    public void An_operator_is_reminded_of_each_permit_that_has_not_ended()
    {
        var permit = VehicleStage.Permit(OperatingScope.GeneralFreight, "2022-03-01", "2026-02-28");
        var carrier = VehicleStage.OperatorWith(
            permit, permit with { Number = "2", End = new PermitEnd(new(2026, 1, 1), "吊销") });
        Assert.Equal(
            ["2026-01-29 remind.permit O-1", "2026-02-21 remind.permit O-1", "2026-02-27 remind.permit O-1"],
            Reminded(carrier, Context("2026-01-01"), "2026-06-01"));
    }

    [Fact]
    public void Desks_are_reminded_of_objections_and_of_proofs_of_identity_and_filers_of_supplements()
    {
        var objection = Objections.ObjectionTests.Filed();
        Assert.Equal(2, Reminded(objection, Context("2026-02-14"), "2026-06-01")
            .Count(line => line.EndsWith("desk.objectionAnswer desk:road:410100", StringComparison.Ordinal)));
        var stage = new BindingStage("2026-03-05T10:00:00").OnRecord().Given();
        Assert.Equal(["2026-03-09 desk.limit desk:road:410100", "2026-03-10 desk.limit desk:road:410100"],
            Reminded(stage.Binding, stage.ContextFor(Actor.Registry(Channel.Deadline)), "2026-03-11"));
        stage.WhenOfficer(id => new RequestSupplement(id, [MaterialKind.IdentityFront], "看不清")).ThenDone();
        Assert.Equal(
            [
                $"2026-03-10 remind.supplement {BindingStage.AccountId}",
                $"2026-03-11 remind.supplement {BindingStage.AccountId}",
            ],
            Reminded(stage.Binding, stage.ContextFor(Actor.Registry(Channel.Deadline)), "2026-03-12"));
    }

    private static string[] Reminded(EntityState state, Context context, string until) =>
    [
        .. Steps(state, context, until).SelectMany(step => step.Notices.Select(notice =>
            $"{ShanghaiTime.DateOf(step.At):yyyy-MM-dd} {notice.Kind} {notice.PersonKey}")),
    ];

    private static IEnumerable<RemindersDue> Events(EntityState state, VehicleStage stage, string until) =>
        Steps(state, stage.ContextFor(Actor.Registry(Channel.Deadline)), until).Select(step => step.Due);

    /// <summary>The reminders as the entity's own deadlines come to them, each at 09:00.</summary>
    private static IEnumerable<(DateTimeOffset At, RemindersDue Due, ImmutableArray<Notice> Notices)> Steps(
        EntityState state, Context context, string until)
    {
        var machine = EntityKinds.Of(state).Machine;
        while (machine.NextDeadline(state, context) is { } next && next.DueAt < At(until))
        {
            if (next.DueAt > context.Now) context = context with { Now = next.DueAt };
            var after = machine.Evolve(state, next.Event);
            if (next.Event is RemindersDue due)
            {
                Assert.Equal(TimeSpan.FromHours(9), ShanghaiTime.ToLocal(next.DueAt).TimeOfDay);
                yield return (next.DueAt, due, machine.React(state, after, [due], context).Notices);
            }
            state = after;
        }
    }

    private static DateTimeOffset At(string day) =>
        DateTimeOffset.Parse(day + "T00:00:00+08:00", CultureInfo.InvariantCulture).ToUniversalTime();

    private static Context Context(string day) => new(
        At(day), Rulebook.Embedded, WorkingCalendar.Embedded, Actor.Registry(Channel.Deadline), new Nobody());

    private sealed class Nobody : IFacts
    {
        public Person? Person(string key) => Certificates.Stage.PersonBorn("1990-05-05");

        public DocumentFact? Document(string id) => null;
    }
}
