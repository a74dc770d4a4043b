using System.Globalization;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The file rules.json.</summary>
internal sealed record RoadRuleFile(string Version, ParameterLine[] Parameters);

/// <summary>Checks a file of road rules; <see cref="Rulebook.Parse"/> lists what is refused.</summary>
internal static class RoadRulesReader
{
    public static RulebookLoad<Rulebook> Read(byte[] json) =>
        RuleFile.Read<RoadRuleFile, Rulebook>(json, RuleFileJson.Default.RoadRuleFile, (file, faults) =>
        {
            if (!IsVersion(file.Version)) faults.Add("version must be a date and a number, like 2026-03-20.1.");
            var parameters = ParameterLines.Read(file.Parameters, RuleSlots.All, faults);
            if (!faults.IsEmpty) return null;
            var rulebook = new Rulebook(file.Version, json, parameters);
            foreach (var contradiction in RuleContradictions.In(rulebook)) faults.Add(contradiction);
            return rulebook;
        });

    private static bool IsVersion(string version) =>
        version.Split('.') is [var date, var number]
        && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
