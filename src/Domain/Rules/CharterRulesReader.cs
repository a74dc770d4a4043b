using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The file charter.json. People are shown <c>Law</c>; <c>Source</c> is for those who edit the file.</summary>
internal sealed record CharterFile(
    string Version, CharterLimitsLine[] Limits, CharterSchemeLine[] Schemes, CapabilityLine[] Capabilities);

internal sealed record CharterLimitsLine(
    DateOnly From,
    [property: JsonPropertyName("daysMost")] int MaxDays,
    [property: JsonPropertyName("autoReviewKmMost")] int MaxAutoReviewKm,
    [property: JsonPropertyName("oneDriverKmMost")] int MaxOneDriverKm,
    [property: JsonPropertyName("oneDriverMotorwayKmMost")] int MaxOneDriverMotorwayKm,
    string Law,
    string? Source = null);

internal sealed record CharterSchemeLine(
    string Home, DateTimeOffset From, ProvinceLine[] Provinces, string Law, string? Source = null);

internal sealed record ProvinceLine(string Code, DateTimeOffset From, DateTimeOffset? Until = null);

internal sealed record CapabilityLine(
    string Code, DateTimeOffset From, string Law, DateTimeOffset? Until = null, string? Source = null);

/// <summary>Checks a file of charter tables; <see cref="CharterRulebook.Parse"/> lists what is refused.</summary>
internal static class CharterRulesReader
{
    public static RulebookLoad<CharterRulebook> Read(byte[] json) =>
        RuleFile.Read<CharterFile, CharterRulebook>(json, RuleFileJson.Default.CharterFile, (file, faults) =>
        {
            Check(file, faults);
            return faults.IsEmpty
                ? new CharterRulebook(
                    file.Version,
                    json,
                    [.. file.Limits.Select(Limits)],
                    [.. file.Schemes.Select(Scheme)],
                    [.. file.Capabilities.Select(Capability)])
                : null;
        });

    private static CharterLimits Limits(CharterLimitsLine line) => new(
        line.From, line.MaxDays, line.MaxAutoReviewKm, line.MaxOneDriverKm, line.MaxOneDriverMotorwayKm, line.Law);

    private static CharterScheme Scheme(CharterSchemeLine line) => new(
        line.Home, line.From, [.. line.Provinces.Select(Span)], line.Law);

    private static ProvinceSpan Span(ProvinceLine line) => new(line.Code, line.From, line.Until);

    private static ProvinceSpan Capability(CapabilityLine line) => new(line.Code, line.From, line.Until);

    private static void Check(CharterFile file, RuleFaults faults)
    {
        RuleDates.CheckAscending([.. file.Limits.Select(line => line.From)], "limits", faults);
        foreach (var line in file.Limits)
        {
            if (line.MaxDays < 1 || line.MaxAutoReviewKm < 1 || line.MaxOneDriverKm < 1
                || line.MaxOneDriverMotorwayKm < line.MaxOneDriverKm)
                faults.Add($"limits from {line.From:O}: numbers must be at least 1, "
                    + "and a motorway allows no less than a road.");
        }
        foreach (var scheme in file.Schemes)
        {
            var place = $"schemes {scheme.Home}";
            ImmutableArray<ProvinceSpan> spans = [.. scheme.Provinces.Select(Span)];
            CheckProvince(scheme.Home, "schemes", faults);
            if (file.Schemes.Count(other => other.Home == scheme.Home) > 1) faults.Add($"{place} stands twice.");
            if (!spans.Any(province => province.Code == scheme.Home && province.Contains(scheme.From)))
                faults.Add($"{place}: its own province is not in its scope.");
            CheckTimes(spans, place, faults);
        }
        CheckTimes([.. file.Capabilities.Select(Capability)], "capabilities", faults);
    }

    private static void CheckTimes(ImmutableArray<ProvinceSpan> spans, string place, RuleFaults faults)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            var span = spans[i];
            CheckProvince(span.Code, place, faults);
            if (span.Until <= span.From) faults.Add($"{place}: {span.Code} ends before it begins.");
            for (var j = i + 1; j < spans.Length; j++)
                if (spans[j].Code == span.Code && (spans[j].Contains(span.From) || span.Contains(spans[j].From)))
                    faults.Add($"{place}: {span.Code} stands twice for the same time.");
        }
    }

    private static void CheckProvince(string code, string place, RuleFaults faults)
    {
        if (code.Length != 2 || Provinces.ByCode(code) is null) faults.Add($"{place}: there is no province {code}.");
    }
}
