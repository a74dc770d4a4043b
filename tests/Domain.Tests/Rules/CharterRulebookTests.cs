using System.Text;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>
/// Goal: a province more or another date is a line of data; a file that is not in order is refused with every fault.
/// </summary>
public sealed class CharterRulebookTests
{
    private const string Limits =
        """{"from":"0001-01-01","daysMost":15,"autoReviewKmMost":800"""
        + ""","oneDriverKmMost":400,"oneDriverMotorwayKmMost":600,"law":"l"}""";
    private static readonly DateTimeOffset _start = new(2024, 5, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private static RulebookLoad<CharterRulebook> Parse(
        string schemes = "", string capabilities = "", string limits = Limits) =>
        CharterRulebook.Parse(Encoding.UTF8.GetBytes(
            $$"""{"version":"1","limits":[{{limits}}],"schemes":[{{schemes}}],"capabilities":[{{capabilities}}]}"""));

    private static string Scheme(string home, string provinces) =>
        $$"""{"home":"{{home}}","from":"2024-05-20T09:00:00+08:00","provinces":[{{provinces}}],"law":"l"}""";

    private static string Province(string code, string from = "2024-05-20T09:00:00+08:00", string? until = null) =>
        $$"""{"code":"{{code}}","from":"{{from}}"{{(until is null ? "" : $",\"until\":\"{until}\"")}}}""";

    [Fact]
    public void What_comes_with_the_program_says_what_the_notice_says()
    {
        var rules = CharterRulebook.Embedded;
        var scheme = rules.SchemeOf("530100")!;
        Assert.Equal(_start, scheme.From);
        Assert.Equal(["45", "50", "51", "52", "53", "54"], scheme.Provinces.Select(province => province.Code).Order());
        Assert.Null(rules.SchemeOf("410100"));
        Assert.False(rules.Issues("53", _start.AddTicks(-1)));
        Assert.True(rules.Issues("530100", _start));
        Assert.True(rules.Issues("50", _start) && rules.Issues("51", _start));
        Assert.False(rules.Issues("52", _start) || rules.Issues("45", _start) || rules.Issues("54", _start));
    }

    [Fact]
    public void A_province_is_added_and_taken_away_by_data()
    {
        var rules = Assert.IsType<RulebookLoad<CharterRulebook>.Loaded>(Parse(Scheme("53",
            $"{Province("53")},{Province("44", "2027-01-01T00:00:00+08:00", "2028-01-01T00:00:00+08:00")}"))).Rulebook;
        var scheme = rules.SchemeOf("53")!;
        DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
        Assert.False(scheme.Covers("4401", Day(2027).AddTicks(-1)));
        Assert.True(scheme.Covers("4401", Day(2027)));
        Assert.True(scheme.Covers("4401", Day(2028).AddTicks(-1)));
        Assert.False(scheme.Covers("4401", Day(2028)));
    }

    [Fact]
    public void Limits_hold_from_their_day_on()
    {
        var later = Limits.Replace(
            "0001-01-01", "2027-03-01", StringComparison.Ordinal).Replace("15", "10", StringComparison.Ordinal);
        var rules = Assert.IsType<RulebookLoad<CharterRulebook>.Loaded>(Parse(limits: $"{Limits},{later}")).Rulebook;
        Assert.Equal(15, rules.LimitsAt(new DateOnly(2027, 2, 28)).DaysMost);
        Assert.Equal(10, rules.LimitsAt(new DateOnly(2027, 3, 1)).DaysMost);
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { Scheme("53", Province("51")), "", "own province" },
        { Scheme("99", Province("99")), "", "no province 99" },
        { Scheme("53", Province("53")) + "," + Scheme("53", Province("53")), "", "stands twice" },
        { Scheme("53", $"{Province("53")},{Province("53", "2025-01-01T00:00:00+08:00")}"), "", "the same time" },
        { Scheme("53", $"{Province("53")},{Province("51", until: "2024-05-20T09:00:00+08:00")}"), "", "ends before" },
        { Scheme("53", Province("53")).Replace("\"l\"", "\"\"", StringComparison.Ordinal), "", "law" },
        { "", """{"code":"53","from":"2024-05-20T09:00:00+08:00"}""", "capabilities 1: law is missing." },
        { "", """{"code":"530","from":"2024-05-20T09:00:00+08:00","law":"l"}""", "no province 530" },
        { """{"home":"53"}""", "", "schemes 1: provinces is missing." },
        { """{"colour":"yellow"}""", "", "schemes 1: member \"colour\" is unknown." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_file_that_is_not_in_order_is_refused_with_what_is_wrong(
        string schemes, string capabilities, string fault) =>
        Assert.Contains(Assert.IsType<RulebookLoad<CharterRulebook>.Rejected>(
            Parse(schemes, capabilities)).Faults, text => text.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData(
        """{"from":"2020-01-01","daysMost":15,"autoReviewKmMost":800"""
        + ""","oneDriverKmMost":400,"oneDriverMotorwayKmMost":600,"law":"l"}""")]
    [InlineData(
        """{"from":"0001-01-01","daysMost":0,"autoReviewKmMost":800"""
        + ""","oneDriverKmMost":400,"oneDriverMotorwayKmMost":600,"law":"l"}""")]
    [InlineData(
        """{"from":"0001-01-01","daysMost":15,"autoReviewKmMost":800"""
        + ""","oneDriverKmMost":400,"oneDriverMotorwayKmMost":300,"law":"l"}""")]
    [InlineData(Limits + "," + Limits)]
    public void Limits_that_cannot_be_are_refused(string limits) =>
        Assert.IsType<RulebookLoad<CharterRulebook>.Rejected>(Parse(limits: limits));
}
