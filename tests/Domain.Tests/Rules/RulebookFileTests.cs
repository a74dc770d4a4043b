using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>What a rulebook file may say: everything else is refused in words that name the parameter.</summary>
public sealed class RulebookFileTests
{
    public sealed record BadEdit(string Case, string Find, string Replace, string[] Faults);

    public static TheoryData<BadEdit> BadEdits => CaseFile.Rows<BadEdit>("Rules/bad-edits.json");

    [Theory, MemberData(nameof(BadEdits))]
    public void A_faulty_file_is_refused_with_all_its_faults(BadEdit row) =>
        Assert.Equal(row.Faults, CalendarFiles.Brief(RulebookText.Refuse(row.Find, row.Replace)));

    [Fact]
    public void A_file_without_parameters_is_informed_each_one_that_is_missing()
    {
        var load = Rulebook.Parse("""{ "version": "2026-03-20.1", "parameters": [] }"""u8);
        var faults = Assert.IsType<RulebookLoad<Rulebook>.Rejected>(load).Faults;
        Assert.Equal(Rulebook.Embedded.Parameters.Select(parameter => $"Parameter {parameter.Id} is missing."), faults);
    }

    [Theory, InlineData("[]"), InlineData("1"), InlineData("""{ "version": "2026-03-20.1", "parameters": [1, "x"] }""")]
    public void A_file_of_another_shape_is_refused(string text) =>
        Assert.IsType<RulebookLoad<Rulebook>.Rejected>(Rulebook.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void No_damage_to_a_file_is_an_exception()
    {
        var good = Rulebook.Embedded.Text;
        var damage = from at in Gen.Choose(0, good.Length - 1) from to in Gen.Choose(0, 255) select (at, to);
        Always.Holds(damage, d =>
        {
            byte[] bad = [.. good];
            bad[d.at] = (byte)d.to;
            return Rulebook.Parse(
                bad) is RulebookLoad<Rulebook>.Loaded or RulebookLoad<Rulebook>.Rejected { Faults.IsEmpty: false };
        });
    }
}
