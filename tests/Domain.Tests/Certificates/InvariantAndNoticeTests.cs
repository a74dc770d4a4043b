using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>What a broken state is called, what notices people get, and what they see.</summary>
public sealed class InvariantAndNoticeTests
{
    private static Certificate Sound { get; } = new Stage(
        "2026-02-02").Given("2022-03-01").WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone().Certificate;

    public static TheoryData<string, Certificate> Broken
    {
        get
        {
            var application = Sound.Applications[0];
            return new TheoryData<string, Certificate>
            {
                { "ends before", Sound with { Period = new(new(2022, 3, 1), new(2022, 2, 28)) } },
                { "overlap", Sound with { Previous = new(new(2022, 2, 1), new(2022, 3, 1)) } },
                { "before the first issue", Sound with { FirstIssuedOn = new(2022, 3, 2) } },
                { "numbered", Sound with { DocumentVersion = 0 } },
                { "kinds that drive", Sound with { Assessment = null } },
                { "kinds that drive", Sound with { Kind = CertificateKind.DangerousGoodsEscort } },
                { "exclude each other", Sound with
                {
                    Applications = [application, application with { Id = "Q-1.2" }],
                } },
                { "alive on a cancelled",
                    Sound with { Cancellation = new(CancellationGround.Death, new(2026, 1, 1), null, null) } },
                { "without a limit", Sound with
                {
                    Applications = [application with { Status = ApplicationStatus.Accepted }],
                } },
                { "without a question", Sound with
                {
                    Applications = [application with { Status = ApplicationStatus.SupplementRequested }],
                } },
                { "real grade is none", Sound with
                {
                    Assessment = Sound.Assessment! with { LastGrade = Grade.NotAssessed },
                } },
                { "not closed", Sound with
                {
                    Assessment = Sound.Assessment! with { LastGradedCycle = Sound.Assessment.ClosedThrough + 1 },
                } },
                { "closed cycle",
                    Sound with
                    {
                        Assessment = Sound.Assessment! with { Open = [new(Sound.Assessment.ClosedThrough, 5, 0)] },
                    } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_state_is_called_what_it_is(string what, Certificate broken) =>
        Assert.Contains(what, Assert.Single(CertificateMachine.Instance.Check(broken)), StringComparison.Ordinal);

    [Fact]
    public void What_lies_on_the_edge_is_sound()
    {
        Assert.Empty(CertificateMachine.Instance.Check(
            Sound with
            {
                Period = new(new(2022, 3, 1), new(2022, 3, 1)),
                Previous = new(new(2022, 2, 1), new(2022, 2, 28)),
                FirstIssuedOn = new(2022, 2, 1),
            }));
        Assert.Empty(CertificateMachine.Instance.Check(Sound with
        {
            Assessment = Sound.Assessment! with { LastGradedCycle = 3, ClosedThrough = 3, Open = [new(4, 5, 0)] },
        }));
    }

    [Fact]
    public void What_cannot_happen_throws()
    {
        Assert.Throws<InvalidOperationException>(
            () => CertificateMachine.Instance.Evolve(null, new RenewalOpened(default)));
        Assert.Throws<InvalidOperationException>(
            () => CertificateMachine.Instance.Evolve(Sound, new CertificateRegistered(Sound)));
        Assert.Throws<InvalidOperationException>(
            () => CertificateMachine.Instance.Evolve(Sound, new ReviewerUnassigned("Q-1.9")));
        Assert.Throws<InvalidOperationException>(
            () => CertificateMachine.Instance.Evolve(Sound, new ApplicationSubmitted(Sound.Applications[0])));
        Assert.Throws<InvalidOperationException>(
            () => CertificateMachine.Instance.Evolve(Sound, new AccountBound("x")));
        Assert.Throws<InvalidOperationException>(
            () => new Stage("2026-02-02").Given("2022-03-01").WhenOfficer(new RecordDeath(new(2026, 1, 1))));
    }

    public static TheoryData<Event, string> NoticeRows => new()
    {
        { new RenewalOpened(new(2026, 2, 28)),
            "renewalOpens certificate=Q-1 lapsesAfter=2028-08-27 validTo=2026-02-28" },
        { new CertificateExpired(new(2026, 2, 28)),
            "expired certificate=Q-1 lapsesAfter=2028-08-27 validTo=2026-02-28" },
        { new LapseWarned(new(2026, 8, 27)), "lapseAhead certificate=Q-1 lapsesAfter=2026-08-27" },
        { new CertificateCancelled(CancellationGround.DrivingLicenceLost, new(2026, 1, 2)),
            "cancelled certificate=Q-1 effectiveOn=2026-01-02 ground=drivingLicenceLost" },
        { new CancellationUndone("f"), "cancellationUndone certificate=Q-1" },
        { new AssessmentWindowOpened(5, new(2026, 3, 20)),
            "assessmentOpens certificate=Q-1 closesOn=2026-03-20 cycle=5" },
        { new CycleMissed(5), "assessmentMissed certificate=Q-1 cycle=5" },
        { new PointsCleared(5, Grade.A, 20), "pointsCleared certificate=Q-1 cycle=5" },
        { new ApplicationAccepted("Q-1.1", default, new LegalDate(new(2026, 2, 5), false)),
            "applicationAccepted application=Q-1.1 certificate=Q-1 decideBy=2026-02-05" },
        { new ApplicationNotAccepted("Q-1.1", default, ["a", "b"]),
            "applicationNotAccepted application=Q-1.1 certificate=Q-1 reasons=a; b" },
        { new SupplementRequested("Q-1.1", default, [], "补", new LegalDate(new(2026, 2, 9),
            false)), "supplementRequested answerBy=2026-02-09 application=Q-1.1 certificate=Q-1 message=补" },
        { new ApplicationApproved("Q-1.1", default), "applicationApproved application=Q-1.1 certificate=Q-1" },
        { new ApplicationRefused("Q-1.1", default, ["a"]),
            "applicationRefused application=Q-1.1 certificate=Q-1 reasons=a" },
        { new DocumentReady("Q-1.1", default, new LegalDate(new(2026, 3, 2), false)),
            "documentReady application=Q-1.1 certificate=Q-1 pickUpBy=2026-03-02" },
        { new DocumentReady("Q-1.1", default, null), "" },
        { new DocumentDelivered("Q-1.1"), "documentDelivered application=Q-1.1 certificate=Q-1" },
        { new PickUpMissed("Q-1.1"), "pickUpMissed application=Q-1.1 certificate=Q-1" },
        { new ApplicationClosed("Q-1.1", "CERT_CANCELLED"), "applicationClosed application=Q-1.1 certificate=Q-1" },
        { new ApplicationWithdrawn("Q-1.1", default), "" },
        { new ViolationRecorded(5, default, 5, false, null), "" },
        { new RenewalOpened(new(2026, 2, 1)), "" },
        { new RenewalOpened(new(2026, 2, 2)),
            "renewalOpens certificate=Q-1 lapsesAfter=2028-08-27 validTo=2026-02-02" },
        { new LapseWarned(new(2026, 2, 1)), "" },
        { new LapseWarned(new(2026, 2, 2)), "lapseAhead certificate=Q-1 lapsesAfter=2026-02-02" },
        { new AssessmentWindowOpened(5, new(2026, 2, 1)), "" },
        { new AssessmentWindowOpened(5, new(2026, 2, 2)),
            "assessmentOpens certificate=Q-1 closesOn=2026-02-02 cycle=5" },
    };

    [Theory]
    [MemberData(nameof(NoticeRows))]
    public void The_holder_is_notified_in_stable_names(Event happened, string notice)
    {
        var context = new Stage("2026-02-02").ContextFor(Actor.Registry(Channel.Deadline));
        var notices = CertificateNotices.Of(Sound, [happened], context);
        Assert.Equal(
            notice,
            string.Join(
                '|', notices.Select(n => $"{n.Kind} {string.Join(' ', n.Values
                    .Where(v => v.Key is not ("certificateKind" or "service")).Select(v => $"{v.Key}={v.Value}"))}")));
        Assert.All(notices, notice => Assert.Equal(
            ("P-1", "freightDriver"), (notice.PersonKey, notice.Values["certificateKind"])));
    }

    [Fact]
    public void The_view_of_a_certificate_has_the_contracts_shape()
    {
        var stage = new Stage("2026-02-02").Given("2020-03-01")
            .WhenOfficer(new RecordViolation(5, new(2026, 1, 5), null))
            .WhenApplies(new RenewalForm())
            .ThenDone();
        var expected = """
            {"id":"Q-1","certificateNumber":"410105198502280015","kind":"freightDriver",
            "holder":{"id":"P-1","name":"张三","identityNumber":"1101************2X"},"serviceUnit":"郑州货运一公司",
            "authority":"410100","firstIssuedOn":"2020-03-01","validFrom":"2020-03-01","validTo":"2026-02-28",
            "documentVersion":1,"status":"valid","statusReason":null,
            "assessment":{"cycle":6,"from":"2025-03-01","to":"2026-02-28","points":5,"lastGrade":"A",
            "windowOpens":"2026-03-01","windowCloses":"2026-03-20","provisional":false},
            "renewal":{"opensOn":"2026-01-29","lapsesOn":"2026-08-27","provisional":false},
            "openApplication":{"id":"Q-1.1","service":"certificate.renewal","status":"submitted"},
            "openApplications":[{"id":"Q-1.1","service":"certificate.renewal","status":"submitted"}],"version":7}
            """.ReplaceLineEndings("");
        Assert.Equal(expected, Answer(stage, new PassTime()));
        stage.WhenOfficer(new CancelCertificate(CancellationGround.Authority, "x"));
        var over = Answer(stage, new PassTime());
        Assert.Contains("\"status\":\"cancelled\",\"statusReason\":\"authority\",\"statusSince\":\"2026-02-02\"",
            over,
            StringComparison.Ordinal);
        Assert.DoesNotContain("renewal\":", over, StringComparison.Ordinal);
        Assert.DoesNotContain("openApplication\":", over, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_about_an_application_is_answered_with_it()
    {
        var stage = new Stage("2026-12-30").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        using var answer = JsonDocument.Parse(Answer(stage, new Apply(new ReissueForm(ReissueReason.Lost), [], null)));
        var view = answer.RootElement;
        Assert.Equal(("Q-1.1", "Q-1", "submitted", "2027-01-01", true, false, "2026-12-30T09:00:00+08:00"),
            (
                view.GetProperty("id").GetString(),
                view.GetProperty("certificateId").GetString(),
                view.GetProperty("status").GetString(),
                view.GetProperty("acceptBy").GetString(),
                view.GetProperty("provisional").GetBoolean(),
                view.GetProperty("overdue").GetBoolean(),
                view.GetProperty("submittedAt").GetString()));
        Assert.StartsWith("{\"id\":\"Q-1.1\"", Answer(stage, new Accept("Q-1.1")), StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":\"Q-1\"", Answer(stage, new Accept("Q-1.2")), StringComparison.Ordinal);
    }

    [Fact]
    public void Provisional_is_only_the_limit_that_still_counts()
    {
        var stage = new Stage("2026-12-29").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        Assert.False(ApplicationView.IsProvisional(stage.Application));
        stage.WhenOfficer(new RequestSupplement("Q-1.1", [], "补")).ThenDone();
        Assert.True(ApplicationView.IsProvisional(stage.Application));
        stage.WhenHolder(new AnswerSupplement("Q-1.1", default)).ThenDone();
        Assert.False(ApplicationView.IsProvisional(stage.Application));
        stage.WhenAccepted();
        Assert.True(ApplicationView.IsProvisional(stage.Application));
        stage.WhenApproved();
        Assert.False(ApplicationView.IsProvisional(stage.Application));
        stage.WhenOfficer(new MakeReady("Q-1.1")).ThenDone();
        Assert.True(ApplicationView.IsProvisional(stage.Application));
    }

    [Fact]
    public void The_forecast_runs_to_the_end()
    {
        var stage = new Stage("2026-01-05").Given("2020-03-01", CertificateKind.DangerousGoodsEscort);
        Assert.Equal(
            [
                "renewalOpens 2026-01-29T00:00:00 certificate.renewalOpened",
                "expiry 2026-03-01T00:00:00 certificate.expired",
                "lapseAhead 2026-07-28T00:00:00 certificate.lapseWarned",
                "lapse 2026-08-28T00:00:00 certificate.cancelled"],
            TimelineView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor))
                .Items.Select(i => $"{i.Name} {i.At:yyyy-MM-ddTHH:mm:ss} {i.Event}"));
        var driver = new Stage("2026-01-05").Given("2025-03-01");
        Assert.Equal(15, TimelineView.Of(driver.Certificate, driver.ContextFor(Stage.HolderActor)).Items.Length);
    }

    [Fact]
    public void What_must_be_read_is_the_person_and_the_documents_named()
    {
        var machine = CertificateMachine.Instance;
        Assert.Equal("P-1", machine.Needs(Sound, null).PersonKey);
        Assert.Equal("P-1", machine.Needs(null, Stage.Sound("2022-03-01")).PersonKey);
        ImmutableArray<Material> two = [
            new(MaterialKind.PortraitPhoto, "D-1"), new(MaterialKind.DrivingLicence, "D-2")];
        Assert.Equal(
            ["D-1", "D-2"],
            machine.Needs(Sound, new Apply(new ReissueForm(ReissueReason.Lost), two, null)).DocumentIds);
        Assert.Equal(["D-1", "D-2"], machine.Needs(Sound, new AnswerSupplement("Q-1.1", two)).DocumentIds);
        Assert.Empty(machine.Needs(Sound, new AnswerSupplement("Q-1.1", default)).DocumentIds);
        Assert.Empty(machine.Needs(Sound, new Accept("Q-1.1")).DocumentIds);
        ImmutableArray<Material> many = [.. Enumerable.Range(
            0, 100).Select(i => new Material(MaterialKind.PortraitPhoto, $"D-{i}"))];
        Assert.Equal(21, machine.Needs(Sound, new AnswerSupplement("Q-1.1", many)).DocumentIds.Count);
    }

    private static string Answer(Stage stage, Command command)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new AnswerWriter().Write(
            buffer, new EntityId(EntityKind.Certificate, stage.Certificate.Key), stage.Certificate, 7, command,
            stage.ContextFor(Stage.HolderActor));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
