using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: the data of the railway rules say what rules.md B says, each with its paragraph, and a faulty file is refused
/// with its fault. Method: the embedded file, and copies of it with one edit.
/// </summary>
public sealed class RailRulebookTests
{
    private static readonly DateOnly _today = new(2026, 11, 21);
    private static RailRulebook Book => RailRulebook.Embedded;

    [Fact]
    public void Every_value_cites_its_paragraph() =>
        Assert.All(Book.Parameters.Select(p => p.Law)
            .Concat(Book.Materials.Select(row => row.Law))
            .Concat(Book.Reasons.Select(row => row.Law))
            .Concat(Book.Grounds.Select(row => row.Law)).Concat(Book.Scopes.Select(row => row.Law))
            .Concat(
                Book.At(_today).First.Select(row => row.Law)).Concat(Book.At(_today).Upgrade.Select(row => row.Law)),
            rulesInForce => Assert.False(string.IsNullOrWhiteSpace(rulesInForce)));

    [Fact]
    public void The_limits_are_15_and_5_and_3_and_the_promise_10()
    {
        var rules = Book.At(_today);
        Assert.Equal((15, 5, 3, 10), (rules.CentreReviewWorkingDays,
            rules.DecisionWorkingDays,
            rules.AnnouncementWorkingDays,
            rules.PromiseWorkingDays));
        Assert.Equal(
            (6, 3, 30, 90), (rules.ValidityYears, rules.BanYears, rules.ReportingDays, rules.RenewalOpensDaysBefore));
    }

    [Fact]
    public void The_scopes_of_the_data_are_those_of_the_class_codes()
    {
        foreach (var baseClass in Enum.GetValues<RailBaseClass>())
            foreach (var scope in Enum.GetValues<RailScope>())
                Assert.Equal(
                    RailClass.IsAllowed(baseClass, scope),
                    Book.Scopes.Single(row => row.Scope == scope).Bases.Contains(baseClass));
    }

    [Fact]
    public void J1_to_J4_and_L1_are_held_but_not_open_to_a_first_application() => Assert.Equal(
        ["J1", "J2", "J3", "J4", "L1"],
        RailClass.All.Where(
            railClass => Book.At(_today).FirstOf(railClass) is null).Select(railClass => railClass.ToString()));

    [Fact]
    public void The_upgrades_of_the_older_law_are_in_force_only_in_its_time()
    {
        Assert.NotNull(Book.At(new DateOnly(2024, 8, 19)).UpgradeOf(RailBaseClass.J4, RailBaseClass.J1));
        Assert.Null(Book.At(new DateOnly(2024, 8, 20)).UpgradeOf(RailBaseClass.J4, RailBaseClass.J1));
    }

    [Fact]
    public void Only_fraud_and_bribery_ban() =>
        Assert.Equal([RailGround.FraudOrBribery], Book.Grounds.Where(row => row.Bans).Select(row => row.Ground));

    public static TheoryData<string, string> Edits => new()
    {
        { "unknown member", "colour" },
        { "duplicate parameter", "Parameter centreReviewWorkingDays stands twice" },
        { "value out of range", "must be a whole number from 1 to 366" },
        { "unit", "unit must be workingDays" },
        { "no class", "there is no class J5Q9" },
        { "overlap", "two rows for J6 are in force at once" },
        { "upgrade overlap", "two rows for J6 to J7 are in force at once" },
        { "ground missing", "grounds: StaffFault stands 0 times" },
        { "statement", "the statement must have {name} and {classes}" },
        { "law", "law must be a text" },
        { "ends early", "it ends before it begins" },
        { "date", "0001-01-01 does not come after 0001-01-01" },
        { "empty demand", "a demand asks for nothing" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_faulty_file_is_refused_with_its_fault(string edit, string fault)
    {
        var file = JsonNode.Parse(RailRulebooks.Text)!;
        var parameters = file["parameters"]!.AsArray();
        var values = parameters[0]!["values"]!.AsArray();
        switch (edit)
        {
            case "unknown member": file["colour"] = "red"; break;
            case "duplicate parameter": parameters.Add(parameters[0]!.DeepClone()); break;
            case "value out of range": values[0]!["value"] = 0; break;
            case "unit": parameters[0]!["unit"] = "days"; break;
            case "no class": file["first"]![0]!["classes"]![0] = "J5Q9"; break;
            case "overlap": file["first"]!.AsArray().Add(file["first"]![0]!.DeepClone()); break;
            case "upgrade overlap": file["upgrade"]!.AsArray().Add(file["upgrade"]![0]!.DeepClone()); break;
            case "ground missing": file["grounds"]!.AsArray().RemoveAt(0); break;
            case "statement": file["reissue"]!["statement"] = "本人"; break;
            case "law": file["materials"]![0]!["law"] = " "; break;
            case "ends early":
                file["upgrade"]![5]!["to"] = "0001-01-01";
                file["upgrade"]![5]!["from"] = "0001-01-02";
                break;
            case "date": values.Add(values[0]!.DeepClone()); break;
            case "empty demand": file["first"]![0]!["experience"]![0]![0]!.AsObject().Remove("months"); break;
        }
        var rejected = Assert.IsType<RulebookLoad<RailRulebook>.Rejected>(
            RailRulebook.Parse(Encoding.UTF8.GetBytes(file.ToJsonString())));
        Assert.Contains(rejected.Faults, text => text.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":null}")]
    public void What_is_no_such_file_is_refused(string text) =>
        Assert.IsType<RulebookLoad<RailRulebook>.Rejected>(RailRulebook.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_dated_value_counts_from_its_day()
    {
        var file = JsonNode.Parse(RailRulebooks.Text)!;
        var values =
            file["parameters"]!.AsArray().Single(one => (string?)one!["id"] == "validityYears")!["values"]!.AsArray();
        values.Add(JsonNode.Parse("""{"from":"2027-01-01","value":10}"""));
        var book = Assert.IsType<RulebookLoad<RailRulebook>.Loaded>(
            RailRulebook.Parse(Encoding.UTF8.GetBytes(file.ToJsonString()))).Rulebook;
        Assert.Equal(6, book.At(new DateOnly(2026, 12, 31)).ValidityYears);
        Assert.Equal(10, book.At(new DateOnly(2027, 1, 1)).ValidityYears);
        Assert.NotEqual(Book.Version, book.Version);
    }
}
