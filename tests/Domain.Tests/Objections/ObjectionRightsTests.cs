using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Certificates;

namespace OrleansRegistry.Domain.Tests.Objections;

/// <summary>Who may object with what, who answers, and what others learn of it.</summary>
public sealed class ObjectionRightsTests
{
    private const string Mine = "D-mine", Others = "D-others";
    private static readonly EntityId _id = new(EntityKind.Objection, "Y-1");
    private static readonly FileObjection _file = new("Q-1.1", "410100", "  材料齐全 ", []);
    private static readonly AnswerObjection _answer = new(false, "无误");

    [Fact]
    public void A_party_objects_and_its_words_are_kept_without_the_space_around_them()
    {
        var objection = (Objection)Accepted(Decide(null, _file, Stage.HolderActor));
        Assert.Equal(("材料齐全", "P-1", null), (objection.Text, objection.PartyKey, objection.Unit));
        Assert.Empty(ObjectionMachine.Instance.Check(objection));
        Assert.Empty(Assert.IsType<Decision.Accepted>(Decide(objection, _file, Stage.HolderActor)).Events);
    }

    [Fact]
    public void Nobody_objects_without_being_a_party() => Assert.All(
        [
            Stage.OfficerOf("41") with { PersonKey = "P-2" },
            Stage.HolderActor with { PersonKey = null },
        ],
        actor => Assert.Equal(RefusalCode.NotAllowed, Refused(Decide(null, _file, actor)).Code));

    [Theory]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.Employer)]
    public void Operators_and_employers_object_as_holders_do(Roles role) => Accepted(Decide(
        null, _file, new Actor("A-2", role, Channel.Http) { OperatorKey = "O-1", EmployerKey = "W-1" }));

    [Theory]
    [InlineData(Mine, true)]
    [InlineData(Others, false)]
    [InlineData("D-none", false)]
    public void A_document_is_taken_from_whoever_uploaded_it(string document, bool taken)
    {
        var decision = Decide(null, _file with { DocumentIds = [document] }, Stage.HolderActor);
        if (taken) Accepted(decision);
        else Assert.Equal("documentIds", Assert.Single(Refused(decision).Faults).Field);
    }

    [Theory]
    [InlineData(ObjectionMachine.MaxDocuments, true)]
    [InlineData(ObjectionMachine.MaxDocuments + 1, false)]
    public void Ten_documents_are_taken_and_eleven_are_not(int documents, bool taken)
    {
        var file = _file with { DocumentIds = [.. Enumerable.Repeat(Mine, documents)] };
        Assert.Equal(taken, Decide(null, file, Stage.HolderActor) is Decision.Accepted);
        Assert.Equal(documents, ObjectionMachine.Instance.Needs(null, file).DocumentIds.Count);
        var more = file with { DocumentIds = [.. Enumerable.Repeat(Mine, 100)] };
        Assert.Equal(ObjectionMachine.MaxDocuments + 1, ObjectionMachine.Instance.Needs(null, more).DocumentIds.Count);
    }

    [Fact]
    public void Nothing_is_said_without_words()
    {
        Assert.Equal("text", Assert.Single(Refused(
            Decide(null, _file with { Text = " " }, Stage.HolderActor)).Faults).Field);
        Assert.Equal("text", Assert.Single(Refused(
            Decide(ObjectionTests.Filed(), _answer with { Text = "" }, Stage.OfficerOf("41"))).Faults).Field);
    }

    [Theory]
    [InlineData(Roles.ExamCentre, true)]
    [InlineData(Roles.Administration, true)]
    [InlineData(Roles.Officer, false)]
    public void What_the_railway_decided_the_railway_answers(Roles role, bool answers)
    {
        var objection = ObjectionTests.Filed() with { Authority = RailMachine.Authority };
        var actor = new Actor("A-3", role, Channel.Http) { Authority = "", Desks = Desks.Road };
        Assert.Equal(answers, Decide(objection, _answer, actor) is Decision.Accepted);
    }

    /// <summary>Whoever may read it learns that it is not theirs to answer; for all others it is not there.</summary>
    [Theory]
    [InlineData("W-1", null, RefusalCode.NotAllowed)]
    [InlineData("W-1", "u1", RefusalCode.NotAllowed)]
    [InlineData("W-1", "u2", RefusalCode.NotFound)]
    [InlineData("W-2", null, RefusalCode.NotFound)]
    public void An_enterprise_has_those_of_its_units_and_a_unit_its_own(
        string employer, string? unit, RefusalCode code)
    {
        var objection = ObjectionTests.Filed() with { PartyKey = "W-1", Unit = "u1" };
        var actor = new Actor("A-4", Roles.Employer, Channel.Http) { EmployerKey = employer, EmployerUnit = unit };
        Assert.Equal(code == RefusalCode.NotAllowed, ObjectionMachine.IsOwn(objection, actor));
        Assert.Equal(code, Refused(Decide(objection, _answer, actor)).Code);
    }

    [Fact]
    public void It_is_searched_by_its_party_authority_and_days_and_is_open_until_the_answer()
    {
        var filed = ObjectionTests.Filed();
        var answered = (Objection)Accepted(Decide(filed, _answer with { Text = " 无误 " }, Stage.OfficerOf("41")));
        var open = new SearchRow(
            "P-1", ObjectionMachine.Open, null, null, "410100", new(2026, 2, 13), filed.AnswerBy, null, null);
        Assert.Equal(open, ObjectionMachine.Instance.Search(filed));
        var found = ObjectionMachine.Instance.Search(answered);
        Assert.Equal(("answered", new DateOnly(2026, 2, 14)), (found.Category, found.EndedOn));
        Assert.Equal("无误", answered.Answer!.Text);
        Assert.Empty(Assert.IsType<Decision.Accepted>(Decide(answered, _answer, Stage.OfficerOf("41"))).Events);
    }

    [Fact]
    public void What_can_be_wrong_with_it_is_noticed()
    {
        var filed = ObjectionTests.Filed();
        var sameDay = filed with { AnswerBy = ShanghaiTime.DateOf(filed.FiledAt) };
        Assert.Empty(ObjectionMachine.Instance.Check(sameDay));
        Assert.Single(ObjectionMachine.Instance.Check(sameDay with { AnswerBy = sameDay.AnswerBy.AddDays(-1) }));
        Assert.Single(ObjectionMachine.Instance.Check(filed with { Text = "" }));
    }

    private static Decision Decide(Objection? state, Command command, Actor actor) => ObjectionMachine.Instance.Decide(
        _id, state, command, new Context(
            new DateTimeOffset(2026, 2, 14, 0, 0, 0, TimeSpan.Zero), Rulebook.Embedded, WorkingCalendar.Embedded, actor,
            new Uploads()));

    private static EntityState Accepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision).After!;

    private static Refusal Refused(Decision decision) => Assert.IsType<Decision.Refused>(decision).Refusal;

    private sealed class Uploads : IFacts
    {
        public Person? Person(string key) => null;

        public DocumentFact? Document(string id) => id == "D-none" ? null : new DocumentFact(
            id, MaterialKind.IdentityFront, id == Mine ? Stage.HolderActor.AccountId : "A-9", "image/png", 1);
    }
}
