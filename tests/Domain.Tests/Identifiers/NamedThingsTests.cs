using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using ApplicationId = OrleansRegistry.Domain.Applications.ApplicationId;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>
/// Goal: ids of applications and parties are written and read in one place each, so a text that was stored names the
/// same thing for ever, and a text that nobody wrote names nothing. Method: both ways over every kind, and a table of
/// what is not one.
/// </summary>
public sealed class NamedThingsTests
{
    public static TheoryData<string> NoApplications =>
    [
        "", ".", "Q-8F3K2", "Q-8F3K2.", "Q-8F3K2.0", "Q-8F3K2.03", "Q-8F3K2.-3", "Q-8F3K2.+3", "Q-8F3K2. 3",
        "Q-8F3K2.3.4", "Q-8F3K2.v1", "Q-8F3K2.99999999999", "q-8F3K2.3", "A-8F3K2.3", "8F3K2.3", ".3",
    ];

    public static TheoryData<string> NoParties =>
        ["", "A-8F3K2", "W-8F3K2.", "W-8F3K2.u1.u2", "P-8F3K2.u1", "O-8F3K2.u1", ".u1", "nobody"];

    [Fact]
    public void An_application_of_every_kind_is_read_as_it_was_written()
    {
        foreach (var row in EntityKinds.All)
        {
            var id = new ApplicationId(EntityId.Of(row.Kind, "8F3K2"), 17);

            Assert.Equal($"{row.Letter}-8F3K2.17", id.ToString());
            Assert.True(ApplicationId.TryParse(id.ToString(), out var read));
            Assert.Equal(id, read);
            Assert.Equal(id, ApplicationId.Parse(id.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(NoApplications))]
    public void Anything_else_names_no_application(string text)
    {
        Assert.False(ApplicationId.TryParse(text, out var none));
        Assert.Equal(default, none);
        Assert.False(EntityId.TryApplication(text, out _));
        Assert.Throws<FormatException>(() => ApplicationId.Parse(text));
    }

    [Fact]
    public void The_highest_number_of_an_application_is_read_and_the_one_after_it_is_none()
    {
        Assert.True(ApplicationId.TryParse($"Q-8F3K2.{int.MaxValue}", out var last));
        Assert.Equal(int.MaxValue, last.Number);
        Assert.False(ApplicationId.TryParse($"Q-8F3K2.{int.MaxValue + 1L}", out _));
    }

    [Fact]
    public void A_thing_that_is_named_by_its_entity_leads_to_it()
    {
        var finding = EntityId.Of(EntityKind.RailLicence, "8F3K2");

        foreach (var text in new[] { "R-8F3K2", "R-8F3K2.3", "R-8F3K2.f1" })
        {
            Assert.True(EntityId.TryOwner(text, out var owner));
            Assert.Equal(finding, owner);
        }
        foreach (var text in new[] { null, "", ".", ".f1", "A-8F3K2.f1", "R8F3K2.f1" })
            Assert.False(EntityId.TryOwner(text, out _));
    }

    [Theory]
    [InlineData("P-8F3K2", EntityKind.Person, null)]
    [InlineData("O-8F3K2", EntityKind.Operator, null)]
    [InlineData("W-8F3K2", EntityKind.Employer, null)]
    [InlineData("W-8F3K2.u1", EntityKind.Employer, "u1")]
    [InlineData("W-8F3K2.depot-7", EntityKind.Employer, "depot-7")]
    public void A_party_is_read_as_it_is_written(string text, EntityKind kind, string? unit)
    {
        var party = PartyId.Read(text)!.Value;

        Assert.Equal((EntityId.Of(kind, "8F3K2"), unit), (party.Entity, party.Unit));
        Assert.Equal(text, party.ToString());
        Assert.Equal("8F3K2", party.KeyOf(kind)![2..]);
        Assert.Null(party.KeyOf(EntityKind.Trip));
    }

    [Theory]
    [MemberData(nameof(NoParties))]
    public void Anything_else_is_no_party(string text) => Assert.Null(PartyId.Read(text));

    [Fact]
    public void An_account_that_acts_for_nobody_yet_has_no_party() => Assert.Null(PartyId.Read(null));

    [Fact]
    public void An_enterprise_covers_its_units_and_a_unit_itself_alone()
    {
        PartyId whole = PartyId.OfEmployer("W-8F3K2", null), unit = whole with { Unit = "u1" };

        Assert.True(whole.Covers(whole));
        Assert.True(whole.Covers(unit));
        Assert.True(unit.Covers(unit));
        Assert.False(unit.Covers(whole));
        Assert.False(unit.Covers(whole with { Unit = "u11" }));
        Assert.False(whole.Covers(PartyId.OfEmployer("W-8F3K22", "u1")));
    }
}
