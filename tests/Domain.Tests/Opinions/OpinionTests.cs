using System.Text.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Opinions;

/// <summary>A second opinion is asked of a colleague about an open case, and decides nothing.</summary>
public sealed class OpinionTests
{
    private const string Case = "Q-1.1";

    private static readonly EntityId _id = new(EntityKind.Opinion, "S-1");
    private static readonly Actor _officer = Stage.OfficerOf("4101");
    private static readonly Actor _colleague = _officer with { AccountId = "officer.2" };
    private static readonly Actor _third = _officer with { AccountId = "officer.3" };

    /// <summary>One that was asked of whichever colleague, on 5 January 2026.</summary>
    public static Opinion Asked(string? of = null) =>
        (Opinion)Decided(null, new AskOpinion(Case, " 照片是否合格？ ", of), _officer);

    [Fact]
    public void It_keeps_what_is_asked_of_whom_and_by_whose_desk()
    {
        var opinion = Asked("officer.2");
        Assert.Equal(
            (Case, "410100", Roles.Officer, Stage.OfficerId, "officer.2", "照片是否合格？"),
            (opinion.ApplicationId, opinion.Authority, opinion.Desk, opinion.AskedBy, opinion.Of, opinion.Question));
        Assert.Empty(OpinionMachine.Instance.Check(opinion));
        Assert.Equal(
            JsonSerializer.Serialize(opinion, RegistryJson.Wire.Opinion), JsonSerializer.Serialize(
                JsonSerializer.Deserialize(
                    JsonSerializer.Serialize(opinion, RegistryJson.Wire.Opinion), RegistryJson.Wire.Opinion)!,
                RegistryJson.Wire.Opinion));
    }

    /// <summary>Neither the applicant nor a register of parties leads to it.</summary>
    [Fact]
    public void It_is_found_by_its_case_and_its_desk_and_by_no_party()
    {
        var row = OpinionMachine.Instance.Search(Asked());
        Assert.Equal((null, OpinionMachine.Open, Case, "410100"),
            (row!.PersonKey, row.Category, row.Number, row.Authority));
        Assert.Equal(RefusalCode.NotFound, Stage.HolderActor.MayNotRead(Asked())!.Code);
        Assert.Null(_third.MayNotRead(Asked("officer.2")));
        Assert.Equal(RefusalCode.NotFound, Stage.OfficerOf("53").MayNotRead(Asked())!.Code);
    }

    [Theory]
    [InlineData("officer.2", null, true)]
    [InlineData("officer.2", "officer.2", true)]
    [InlineData("officer.3", "officer.2", false)]
    [InlineData(Stage.OfficerId, null, false)] // Nobody answers the own question.
    public void Whoever_is_asked_answers(string by, string? of, bool may)
    {
        var decision = Decide(Asked(of), new GiveOpinion(true, "合格"), _officer with { AccountId = by });
        if (may) Assert.IsType<Decision.Accepted>(decision);
        else Assert.Equal(RefusalCode.NotAllowed, Assert.IsType<Decision.Refused>(decision).Refusal.Code);
    }

    [Fact]
    public void It_is_given_once_with_a_reason_and_the_same_once_more_is_the_same()
    {
        var opinion = Asked();
        Assert.Equal("text", Refused(opinion, new GiveOpinion(true, " "), _colleague).Faults[0].Field);
        var given = (Opinion)Decided(opinion, new GiveOpinion(false, " 底色不符 "), _colleague);
        Assert.Equal((false, "底色不符", "officer.2"), (given.Answer!.Agrees, given.Answer.Text, given.Answer.By));
        Assert.Empty(((Decision.Accepted)Decide(given, new GiveOpinion(false, "底色不符"), _colleague)).Events);
        Assert.Equal(RefusalCode.WrongState, Refused(given, new GiveOpinion(true, "x"), _colleague).Code);
        Assert.Equal(RefusalCode.WrongState, Refused(given, new GiveOpinion(false, "底色不符"), _third).Code);
        Assert.Equal("answered", OpinionView.From(given, At(_officer), 2).Status);
        Assert.Empty(OpinionMachine.Instance.Reservations(given));
    }

    [Fact]
    public void It_is_asked_by_the_desk_of_an_open_case_that_no_other_officer_has()
    {
        Assert.Equal(RefusalCode.OtherAuthority, Refused(null, Ask(), Stage.OfficerOf("53")).Code);
        Assert.Equal(RefusalCode.NotAllowed, Refused(null, Ask(), Stage.HolderActor).Code);
        Assert.Equal(RefusalCode.NotFound, Refused(null, new AskOpinion("Q-1.9", "x"), _officer).Code);
        Assert.Equal("question", Refused(null, new AskOpinion(Case, " "), _officer).Faults[0].Field);
        Assert.Equal("of", Refused(null, new AskOpinion(Case, "x", Stage.OfficerId), _officer).Faults[0].Field);
        var taken = Handed().WhenOfficer(new AssignReviewer(Case)).ThenDone();
        Assert.Equal(RefusalCode.WrongState, Refused(null, Ask(), _colleague, taken).Code);
        Assert.IsType<Decision.Accepted>(Decide(null, Ask(), _officer, taken));
    }

    [Fact]
    public void What_was_decided_needs_no_opinion_any_more()
    {
        var decided = Handed().WhenOfficer(new NotAccept(Case, ["x"])).ThenDone();
        Assert.Equal(RefusalCode.WrongState, Refused(null, Ask(), _officer, decided).Code);
        Assert.Equal(RefusalCode.WrongState, Refused(Asked(), new GiveOpinion(true, "x"), _colleague, decided).Code);
    }

    [Fact]
    public void One_colleague_is_asked_once_at_a_time()
    {
        var reservation = Assert.Single(OpinionMachine.Instance.Reservations(Asked("officer.2")));
        Assert.NotEqual(reservation, Assert.Single(OpinionMachine.Instance.Reservations(Asked())));
        Assert.Equal(RefusalCode.Duplicate, OpinionMachine.Instance.OnReservationTaken(reservation).Code);
    }

    private static AskOpinion Ask() => new(Case, "照片是否合格？");

    private static Stage Handed() => new Stage("2026-01-05").Given("2022-03-01", firstIssuedOn: "2022-01-01")
        .WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();

    private static Context At(Actor actor, Stage? stage = null)
    {
        stage ??= Handed();
        return stage.ContextFor(actor) with { Facts = new OneCertificate(stage) };
    }

    private static Decision Decide(Opinion? state, Command command, Actor actor, Stage? stage = null)
    {
        Assert.Equal([new EntityId(EntityKind.Certificate, "Q-1")],
            OpinionMachine.Instance.Needs(state, command).Entities);
        return OpinionMachine.Instance.Decide(_id, state, command, At(actor, stage));
    }

    private static EntityState Decided(Opinion? state, Command command, Actor actor) =>
        Assert.IsType<Decision.Accepted>(Decide(state, command, actor)).After!;

    private static Refusal Refused(Opinion? state, Command command, Actor actor, Stage? stage = null) =>
        Assert.IsType<Decision.Refused>(Decide(state, command, actor, stage)).Refusal;

    private sealed class OneCertificate(Stage stage) : IFacts
    {
        public Person? Person(string key) => stage.Person(key);

        public DocumentFact? Document(string id) => stage.Document(id);

        public EntityState? Entity(EntityId id) => id.Key == "Q-1" ? stage.Certificate : null;

        public string? TripOf(string vehicleKey) => null;
    }
}
