using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Checks a file of rail rules; <see cref="RailRulebook.Parse"/> lists what is refused.</summary>
internal sealed class RailRulesReader
{
    private static readonly ServiceId[] _withMaterials =
        [ServiceId.RailFirst, ServiceId.RailUpgrade, ServiceId.RailRenewal, ServiceId.RailReissue];

    private readonly RuleFaults _faults;

    private RailRulesReader(RuleFaults faults) => _faults = faults;

    public static RulebookLoad<RailRulebook> Read(byte[] json) =>
        RuleFile.Read<RailRuleFile, RailRulebook>(json, RailRuleJson.Default.RailRuleFile, (file, faults) =>
        {
            var tables = new RailRulesReader(faults).Tables(file);
            return faults.IsEmpty ? new RailRulebook(file.Version, json, tables) : null;
        });

    private RailTables Tables(RailRuleFile file)
    {
        var first = file.First.SelectMany(First).ToImmutableArray();
        var upgrade = file.Upgrade.SelectMany(Upgrade).ToImmutableArray();
        CheckOverlap(first, row => row.Class.ToString(), row => row.InForce, "first");
        CheckOverlap(
            [.. upgrade.SelectMany(row => row.Held.Select(held => (Pair: $"{held} to {row.Wanted}", row.InForce)))],
            row => row.Pair, row => row.InForce, "upgrade");
        CheckComplete(file.Reasons.Select(line => line.Reason), Enum.GetValues<RenewalReason>(), "reasons");
        CheckComplete(file.Grounds.Select(line => line.Ground), Enum.GetValues<RailGround>(), "grounds");
        CheckComplete(file.Scopes.Select(line => line.Scope), Enum.GetValues<RailScope>(), "scopes");
        CheckComplete(file.Materials.Select(line => line.Service).Distinct(), _withMaterials, "materials");
        foreach (var line in file.Reasons) CheckStatement(line.Statement, $"reasons {line.Reason}");
        CheckStatement(file.Reissue.Statement, "reissue");
        return new RailTables(
            ParameterLines.Read(file.Parameters, RailTables.Slots, _faults),
            [.. file.Scopes.Select(line => new ScopeRow(line.Scope, [.. line.Bases], line.Law))],
            first,
            upgrade,
            [.. file.Reasons.Select(Reason)],
            [.. file.Materials.Select(line => new RailMaterialRow(
                line.Service, [.. line.Reasons ?? []], line.Material, line.Condition, line.Law))],
            [.. file.Grounds.Select(
                line => new GroundRow(
                    line.Ground, new LocalText(line.Zh, line.En), line.Revokes, line.Bans, line.Law))],
            file.Reissue.Statement);
    }

    private static ReasonRow Reason(ReasonLine line) => new(
        line.Reason, new LocalText(line.Zh, line.En), line.NewPeriod, line.NewEmployer, line.NewName, line.Statement,
        line.Law);

    private IEnumerable<FirstRow> First(FirstLine line)
    {
        var place = $"first {string.Join(' ', line.Classes)}";
        if (line.AgeFrom is < 16 or > 100 || line.AgeTo < line.AgeFrom)
            _faults.Add($"{place}: the ages are not a range.");
        if (line.Experience.Length == 0 || line.Experience.Any(any => any.Length == 0))
            _faults.Add($"{place}: experience has no line.");
        if (line.Experience.SelectMany(any => any).Any(AsksNothing))
            _faults.Add($"{place}: a demand asks for nothing.");
        var days = Days(line.From, line.To, place);
        foreach (var text in line.Classes)
        {
            if (RailClass.Parse(text) is { } railClass)
                yield return new FirstRow(
                    days, railClass, line.AgeFrom, line.AgeTo, line.Aptitude, line.Education, line.Major,
                    [.. line.Experience.Select(any => any.Select(Demand).ToImmutableArray())], line.Law);
            else _faults.Add($"{place}: there is no class {text}.");
        }
    }

    private static bool AsksNothing(DemandLine demand) =>
        demand is { Months: null, Km: null } or { Months: < 1 } or { Km: < 1 };

    private static StudyDemand Demand(DemandLine line) => new(line.Of, line.Months, line.Km);

    private IEnumerable<UpgradeRow> Upgrade(UpgradeLine line)
    {
        var place = $"upgrade to {string.Join(' ', line.Wanted)}";
        if (line.Months < 1 || line.Km < 1) _faults.Add($"{place}: months and km must be at least 1.");
        if (line.Held.Length == 0 || line.Wanted.Length == 0) _faults.Add($"{place}: nothing held or nothing wanted.");
        var days = Days(line.From, line.To, place);
        foreach (var wanted in line.Wanted)
            yield return new UpgradeRow(
                days, [.. line.Held.Where(held => held != wanted)], wanted, line.AgeTo, line.Months, line.Km, line.Law);
    }

    private InForce Days(DateOnly from, DateOnly? to, string place)
    {
        if (to < from) _faults.Add($"{place}: it ends before it begins.");
        return new InForce(from, to);
    }

    private void CheckOverlap<T>(ImmutableArray<T> rows, Func<T, string> key, Func<T, InForce> days, string table)
    {
        foreach (var group in rows.GroupBy(key, StringComparer.Ordinal))
        {
            var all = group.ToArray();
            for (var i = 0; i < all.Length; i++)
                for (var j = i + 1; j < all.Length; j++)
                    if (days(all[i]).Overlaps(days(all[j])))
                        _faults.Add($"{table}: two rows for {group.Key} are in force at once.");
        }
    }

    private void CheckComplete<T>(IEnumerable<T> given, IReadOnlyCollection<T> wanted, string table)
        where T : struct, Enum
    {
        var all = given.ToArray();
        foreach (var value in wanted)
        {
            var count = all.Count(one => one.Equals(value));
            if (count != 1) _faults.Add($"{table}: {value} stands {count} times, not once.");
        }
        foreach (var strange in all.Except(wanted)) _faults.Add($"{table}: {strange} does not belong there.");
    }

    private void CheckStatement(string text, string place)
    {
        if (!text.Contains("{name}", StringComparison.Ordinal) || !text.Contains("{classes}", StringComparison.Ordinal))
            _faults.Add($"{place}: the statement must have {{name}} and {{classes}}.");
    }
}
