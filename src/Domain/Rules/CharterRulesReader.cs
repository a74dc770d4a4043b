using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Rules;

/// <summary>charter.json as it is written; <see cref="CharterRulesReader"/> judges what it says.</summary>
internal sealed record CharterFile(
    string Version, CharterLimits[] Limits, CharterSchemeLine[] Schemes, CapabilityLine[] Capabilities);

internal sealed record CharterSchemeLine(string Home, DateTimeOffset From, ProvinceLine[] Provinces, string Law);

internal sealed record ProvinceLine(string Code, DateTimeOffset From, DateTimeOffset? Until = null);

internal sealed record CapabilityLine(string Code, DateTimeOffset From, string Law, DateTimeOffset? Until = null);

/// <summary>Strict: an unknown or missing member is a fault.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CharterFile))]
internal sealed partial class CharterRuleJson : JsonSerializerContext;

/// <summary>Reads a file of charter tables and collects every fault: they stand at <see cref="CharterRulebook.Parse"/>.</summary>
internal sealed class CharterRulesReader
{
    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();

    private CharterRulesReader() { }

    public static CharterRulebookLoad Read(ReadOnlySpan<byte> json)
    {
        var reader = new CharterRulesReader();
        CharterFile? file = null;
        try
        {
            file = JsonSerializer.Deserialize(json, CharterRuleJson.Default.CharterFile);
        }
        catch (JsonException broken)
        {
            reader._faults.Add($"The file cannot be read: {broken.Message}");
        }
        if (file is null) return new CharterRulebookLoad.Rejected([.. reader._faults, "The file says nothing."]);
        reader.Judge(file);
        return reader._faults.Count > 0
            ? new CharterRulebookLoad.Rejected(reader._faults.ToImmutable())
            : new CharterRulebookLoad.Loaded(new CharterRulebook(file.Version, json, [.. file.Limits],
                [.. file.Schemes.Select(line => new CharterScheme(line.Home, line.From, Spans(line.Provinces), line.Law))],
                [.. file.Capabilities.Select(line => new ProvinceSpan(line.Code, line.From, line.Until))]));
    }

    private static ImmutableArray<ProvinceSpan> Spans(IEnumerable<ProvinceLine> lines) =>
        [.. lines.Select(line => new ProvinceSpan(line.Code, line.From, line.Until))];

    private void Judge(CharterFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Version)) _faults.Add("version must be a text.");
        if (file.Limits.Length == 0 || file.Limits[0].From != DateOnly.MinValue)
            _faults.Add("limits: the first must be from 0001-01-01.");
        for (var i = 0; i < file.Limits.Length; i++)
        {
            var line = file.Limits[i];
            if (i > 0 && line.From <= file.Limits[i - 1].From) _faults.Add($"limits: {line.From:O} does not come after the one before.");
            if (line.DaysMost < 1 || line.AutoReviewKmMost < 1 || line.OneDriverKmMost < 1 || line.OneDriverMotorwayKmMost < line.OneDriverKmMost)
                _faults.Add($"limits from {line.From:O}: numbers must be at least 1, and a motorway allows no less than a road.");
            Law(line.Law, $"limits from {line.From:O}");
        }
        foreach (var scheme in file.Schemes)
        {
            Province(scheme.Home, "schemes");
            Law(scheme.Law, $"schemes {scheme.Home}");
            if (file.Schemes.Count(other => other.Home == scheme.Home) > 1) _faults.Add($"schemes: {scheme.Home} stands twice.");
            if (!Spans(scheme.Provinces).Any(province => province.Code == scheme.Home && province.Contains(scheme.From)))
                _faults.Add($"schemes {scheme.Home}: its own province is not in its scope.");
            Times(Spans(scheme.Provinces), $"schemes {scheme.Home}");
        }
        foreach (var line in file.Capabilities) Law(line.Law, $"capabilities {line.Code}");
        Times([.. file.Capabilities.Select(line => new ProvinceSpan(line.Code, line.From, line.Until))], "capabilities");
    }

    private void Times(ImmutableArray<ProvinceSpan> spans, string place)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            var span = spans[i];
            Province(span.Code, place);
            if (span.Until <= span.From) _faults.Add($"{place}: {span.Code} ends before it begins.");
            for (var j = i + 1; j < spans.Length; j++)
                if (spans[j].Code == span.Code && (spans[j].Contains(span.From) || span.Contains(spans[j].From)))
                    _faults.Add($"{place}: {span.Code} stands twice for the same time.");
        }
    }

    private void Province(string code, string place)
    {
        if (code.Length != 2 || Provinces.ByCode(code) is null) _faults.Add($"{place}: there is no province {code}.");
    }

    private void Law(string law, string place)
    {
        if (string.IsNullOrWhiteSpace(law)) _faults.Add($"{place}: law must be a text.");
    }
}
