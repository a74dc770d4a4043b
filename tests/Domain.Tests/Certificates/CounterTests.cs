using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>An officer of the deciding authority hands in at the counter for a holder who has no phone.</summary>
public sealed class CounterTests
{
    private static readonly AtCounter _byPost = new(CounterNotices.Post);

    [Fact]
    public void It_is_handed_in_by_the_officer_in_the_holders_name_and_keeps_how()
    {
        var counter = new AtCounter(CounterNotices.Helper, new Helper("李小明", "儿子", "13900139001"));
        var stage = Reissue(counter, Stage.OfficerOf("4101")).ThenDone();
        Assert.Equal((counter, Stage.OfficerId), (stage.Application.Counter, stage.Application.SubmittedBy));
        stage.AssertReplays();
    }

    [Fact]
    public void Only_an_officer_of_the_deciding_authority_does_and_nobody_without_saying_so()
    {
        Reissue(_byPost, Stage.OfficerOf("53")).ThenRefused(RefusalCode.OtherAuthority);
        Reissue(_byPost, Stage.HolderActor).ThenRefused(RefusalCode.NotAllowed);
        Reissue(null, Stage.OfficerOf("4101")).ThenRefused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void Papers_are_uploaded_in_the_holders_name() => Reissue(
        _byPost, Stage.OfficerOf("4101"), Stage.OfficerId).ThenRefused(RefusalCode.MaterialUnfit);

    [Theory]
    [InlineData(CounterNotices.Helper, null, null, null, "counter.helper.phone")]
    [InlineData(CounterNotices.Helper, "李小明", "儿子", null, "counter.helper.phone")]
    [InlineData(CounterNotices.Post, "李小明", " ", null, "counter.helper.relation")]
    [InlineData(CounterNotices.Post, " ", "儿子", null, "counter.helper.name")]
    [InlineData(CounterNotices.Post, "李小明", "儿子", "电话", "counter.helper.phone")]
    [InlineData((CounterNotices)0, null, null, null, "counter.notices")]
    public void What_is_missing_of_helper_or_way_is_named(
        CounterNotices notices, string? name, string? relation, string? phone, string field)
    {
        var counter = new AtCounter(notices, name is null ? null : new Helper(name, relation!, phone));
        var refused = Assert.IsType<Decision.Refused>(
            Reissue(counter, Stage.OfficerOf("4101")).Last).Refusal;
        Assert.Equal([field], refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void There_a_supplement_is_answered_and_it_is_taken_back_but_not_what_the_holder_handed_in()
    {
        var taken = Reissue(_byPost, Stage.OfficerOf("4101")).ThenDone()
            .WhenOfficer(new RequestSupplement("Q-1.1", [], "请补充说明")).ThenDone();
        taken.When(new AnswerSupplement("Q-1.1", []), Stage.OfficerOf("53")).ThenRefused(RefusalCode.OtherAuthority);
        taken.WhenOfficer(new AnswerSupplement("Q-1.1", [])).ThenDone();
        taken.WhenOfficer(new Withdraw("Q-1.1")).Then(new ApplicationWithdrawn("Q-1.1", taken.Now));
        var own = new Stage("2026-01-05").Given("2022-03-01", firstIssuedOn: "2022-01-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();
        own.WhenOfficer(new Withdraw("Q-1.1")).ThenRefused(RefusalCode.NotAllowed);
    }

    /// <summary>Materials are the holder's, whoever uploads them at the counter.</summary>
    private static Stage Reissue(AtCounter? counter, Actor by, string owner = "P-1")
    {
        var stage = new Stage("2026-01-05").Given("2022-03-01", firstIssuedOn: "2022-01-01");
        return stage.When(new Apply(new ReissueForm(ReissueReason.Lost),
            [stage.Uploaded(MaterialKind.DrivingLicence, owner), stage.Uploaded(MaterialKind.PortraitPhoto, owner)],
            Counter: counter), by);
    }
}
