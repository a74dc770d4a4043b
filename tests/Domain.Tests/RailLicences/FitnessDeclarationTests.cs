using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using Xunit;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: fitness that nobody has reported is shown as such, and declared by the driver (B.3 (2), (5)); what is on
/// record counts before it.
/// </summary>
public sealed class FitnessDeclarationTests
{
    private static readonly StudyRecord _known = new()
    {
        Education = new Education(EducationLevel.Secondary), Experience = new Experience { CrewMonths = 12 },
    };

    [Fact]
    public void What_nobody_has_reported_is_named_and_stops_nothing()
    {
        var answer = Ask("J6", _known);
        Assert.True(answer.IsEligible);
        Assert.Equal(
            ["health", "aptitude", "language", "conduct"], answer.NotReported.Select(one => one.Code));
        Assert.All(answer.NotReported, one => Assert.NotEmpty(one.Law));
    }

    [Fact]
    public void What_was_reported_is_not_asked_again() => Assert.Equal(["aptitude", "conduct"],
        Ask("J6", _known with { HealthPassed = true, SpeaksPutonghua = false }).NotReported.Select(one => one.Code));

    [Fact]
    public void Where_the_law_asks_for_no_aptitude_test_none_is_declared() =>
        Assert.DoesNotContain("aptitude", Ask("J6Z1", _known).NotReported.Select(one => one.Code));

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData(true, false, true)] // On record it is passed: the declaration changes nothing.
    [InlineData(false, true, false)]
    public void The_declaration_counts_where_nothing_is_on_record(bool? onRecord, bool declared, bool eligible)
    {
        var career = new RailStage("2026-02-16").Given().Career with
        {
            Study = _known with { SpeaksPutonghua = onRecord },
        };
        var form = new RailFirstForm(RailClass.Parse("J6")!, "X-1", Fitness: new FitnessDeclaration(
            SpeaksPutonghua: declared));
        Assert.Equal(eligible, Ask("J6", RailFiling.StudyOf(career, form)).IsEligible);
    }

    private static Eligibility Ask(string wanted, StudyRecord study) => EligibilityQuestion.Of(
        ServiceId.RailFirst, RailClass.Parse(wanted)!, new EligibilityFacts(
            new DateOnly(1996, 1, 1), new DateOnly(2026, 3, 1), [], study, null,
            RailRulebook.Embedded.At(new DateOnly(2026, 3, 1))));
}
