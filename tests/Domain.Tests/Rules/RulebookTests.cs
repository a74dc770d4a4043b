using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>The embedded rulebook: every parameter has a row here and every row a parameter.</summary>
public sealed class RulebookTests
{
    private static readonly Rulebook Book = Rulebook.Embedded;

    public sealed record ParameterRow(string Id, string Unit, DateOnly On, string Value);

    public static TheoryData<ParameterRow> Parameters => CaseFile.Rows<ParameterRow>("Rules/parameters.json");

    [Theory, MemberData(nameof(Parameters))]
    public void A_parameter_has_this_value_in_this_unit(ParameterRow row)
    {
        var parameter = Assert.Single(Book.Parameters, parameter => parameter.Id == row.Id);
        Assert.Equal(row.Unit, parameter.Unit);
        Assert.Equal(row.Value, parameter.ValueOn(row.On).ToString());
        Assert.Equal(row.Value, TypedValue(row.Id, row.On));
    }

    [Fact]
    public void Every_parameter_has_a_row_and_every_row_a_parameter() => Assert.Equal(
        Book.Parameters.Select(parameter => parameter.Id).Order(StringComparer.Ordinal),
        CaseFile.List<ParameterRow>("Rules/parameters.json")
            .Select(row => row.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_property_of_the_snapshot_is_a_parameter_and_only_the_age_limit_is_apart() => Assert.Equal(
        Book.Parameters.Select(parameter => parameter.Id).Order(StringComparer.Ordinal),
        typeof(RoadRules).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Append("ageLimitYears")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_version_names_the_file_to_the_byte()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Book.Text))[..8];
        Assert.Equal($"2026-03-20.1+{hash}", Book.Version);
        var other = RulebookText.Load("\"value\": 180 }", "\"value\": 181 }");
        Assert.StartsWith("2026-03-20.1+", other.Version, StringComparison.Ordinal);
        Assert.NotEqual(Book.Version, other.Version);
    }

    [Fact]
    public void The_text_is_given_as_a_copy_that_reads_as_the_same_rulebook()
    {
        Book.Text[0] = 0;
        var again = Assert.IsType<RulebookLoad<Rulebook>.Loaded>(Rulebook.Parse(Book.Text)).Rulebook;
        Assert.Equal(Book.Version, again.Version);
    }

    [Fact]
    public void A_change_in_the_law_holds_from_its_date_and_leaves_what_was_before()
    {
        var book = RulebookText.Load(
            "\"value\": 180 }", "\"value\": 180 }, { \"from\": \"2027-07-01\", \"value\": 365 }");
        Assert.Equal(180, book.RoadAt(DateOnly.MinValue).RenewalLapseDaysAfter);
        Assert.Equal(180, book.RoadAt(new DateOnly(2027, 6, 30)).RenewalLapseDaysAfter);
        Assert.Equal(365, book.RoadAt(new DateOnly(2027, 7, 1)).RenewalLapseDaysAfter);
        Assert.Equal(365, book.RoadAt(DateOnly.MaxValue).RenewalLapseDaysAfter);
        Assert.Equal(30, book.RoadAt(DateOnly.MaxValue).RenewalOpensDaysBefore);
    }

    [Fact]
    public void The_snapshot_of_a_date_is_made_once()
    {
        var day = new DateOnly(2026, 11, 21);
        Assert.Same(Book.RoadAt(day), Book.RoadAt(day.AddDays(1)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Book.RoadAt(day);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string TypedValue(string id, DateOnly on)
    {
        if (id == "ageLimitYears") return $"{Book.AgeLimits.LimitOn(on)}";
        var name = char.ToUpperInvariant(id[0]) + id[1..];
        return typeof(RoadRules).GetProperty(name)!.GetValue(Book.RoadAt(on)) switch
        {
            bool on1 => on1 ? "true" : "false",
            System.Collections.Immutable.ImmutableArray<int> list => string.Join(", ", list),
            var value => $"{value}",
        };
    }
}
