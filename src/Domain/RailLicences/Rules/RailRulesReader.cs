using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Reads a file of rail rules and collects every fault: they stand at <see cref="RailRulebook.Parse"/>.</summary>
internal sealed class RailRulesReader
{
    private static readonly ServiceId[] _withMaterials = [ServiceId.RailFirst, ServiceId.RailUpgrade, ServiceId.RailRenewal, ServiceId.RailReissue];

    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();

    private RailRulesReader() { }

    public static RailRulebookLoad Read(ReadOnlySpan<byte> json)
    {
        var reader = new RailRulesReader();
        RailRuleFile? file = null;
        try
        {
            file = JsonSerializer.Deserialize(json, RailRuleJson.Default.RailRuleFile);
        }
        catch (JsonException broken)
        {
            reader._faults.Add($"The file cannot be read: {broken.Message}");
        }
        if (file is null) return new RailRulebookLoad.Rejected([.. reader._faults, "The file says nothing."]);
        var tables = reader.Tables(file);
        return reader._faults.Count == 0
            ? new RailRulebookLoad.Loaded(new RailRulebook(file.Version, json, tables))
            : new RailRulebookLoad.Rejected(reader._faults.ToImmutable());
    }

    private RailTables Tables(RailRuleFile file)
    {
        Texts("version", file.Version);
        var first = file.First.SelectMany(First).ToImmutableArray();
        var upgrade = file.Upgrade.SelectMany(Upgrade).ToImmutableArray();
        NoOverlap(first, row => row.Class.ToString(), row => row.InForce, "first");
        NoOverlap([.. upgrade.SelectMany(row => row.Held.Select(held => (Pair: $"{held} to {row.Wanted}", row.InForce)))],
            row => row.Pair, row => row.InForce, "upgrade");
        Complete(file.Reasons.Select(line => line.Reason), Enum.GetValues<RenewalReason>(), "reasons");
        Complete(file.Grounds.Select(line => line.Ground), Enum.GetValues<RailGround>(), "grounds");
        Complete(file.Scopes.Select(line => line.Scope), Enum.GetValues<RailScope>(), "scopes");
        Complete(file.Materials.Select(line => line.Service).Distinct(), _withMaterials, "materials");
        foreach (var line in file.Reasons) Statement(line.Statement, $"reasons {line.Reason}");
        Statement(file.Reissue.Statement, "reissue");
        Texts("reissue", file.Reissue.Law);
        return new RailTables(
            Parameters(file.Parameters),
            [.. file.Scopes.Select(line => new ScopeRow(line.Scope, [.. line.Bases], Law(line.Law, $"scopes {line.Scope}")))],
            first, upgrade,
            [.. file.Reasons.Select(line => new ReasonRow(line.Reason, new LocalText(line.Zh, line.En), line.NewPeriod,
                line.NewEmployer, line.NewName, line.Statement, Law(line.Law, $"reasons {line.Reason}")))],
            [.. file.Materials.Select(line => new RailMaterialRow(line.Service, [.. line.Reasons ?? []], line.Material,
                line.Condition, Law(line.Law, $"materials {line.Material}")))],
            [.. file.Grounds.Select(line => new GroundRow(line.Ground, new LocalText(line.Zh, line.En), line.Revokes,
                line.Bans, Law(line.Law, $"grounds {line.Ground}")))],
            file.Reissue.Statement);
    }

    private IEnumerable<FirstRow> First(FirstLine line)
    {
        var place = $"first {string.Join(' ', line.Classes)}";
        if (line.AgeFrom is < 16 or > 100 || line.AgeTo < line.AgeFrom) _faults.Add($"{place}: the ages are not a range.");
        if (line.Experience.Length == 0 || line.Experience.Any(any => any.Length == 0)) _faults.Add($"{place}: experience has no line.");
        if (line.Experience.SelectMany(any => any).Any(demand => demand is { Months: null, Km: null } or { Months: < 1 } or { Km: < 1 }))
            _faults.Add($"{place}: a demand asks for nothing.");
        var days = Days(line.From, line.To, place);
        foreach (var text in line.Classes)
        {
            if (RailClass.Parse(text) is not { } railClass) _faults.Add($"{place}: there is no class {text}.");
            else
                yield return new FirstRow(days, railClass, line.AgeFrom, line.AgeTo, line.Aptitude, line.Education, line.Major,
                    [.. line.Experience.Select(any => any.Select(d => new StudyDemand(d.Of, d.Months, d.Km)).ToImmutableArray())],
                    Law(line.Law, place));
        }
    }

    private IEnumerable<UpgradeRow> Upgrade(UpgradeLine line)
    {
        var place = $"upgrade to {string.Join(' ', line.Wanted)}";
        if (line.Months < 1 || line.Km < 1) _faults.Add($"{place}: months and km must be at least 1.");
        if (line.Held.Length == 0 || line.Wanted.Length == 0) _faults.Add($"{place}: nothing held or nothing wanted.");
        var days = Days(line.From, line.To, place);
        var law = Law(line.Law, place);
        foreach (var wanted in line.Wanted)
            yield return new UpgradeRow(days, [.. line.Held.Where(held => held != wanted)], wanted, line.AgeTo, line.Months, line.Km, law);
    }

    private InForce Days(DateOnly from, DateOnly? to, string place)
    {
        if (to < from) _faults.Add($"{place}: it ends before it begins.");
        return new InForce(from, to);
    }

    private void NoOverlap<T>(ImmutableArray<T> rows, Func<T, string> key, Func<T, InForce> days, string table)
    {
        foreach (var group in rows.GroupBy(key, StringComparer.Ordinal))
        {
            var all = group.ToArray();
            for (var i = 0; i < all.Length; i++)
                for (var j = i + 1; j < all.Length; j++)
                    if (days(all[i]).Overlaps(days(all[j]))) _faults.Add($"{table}: two rows for {group.Key} are in force at once.");
        }
    }

    private void Complete<T>(IEnumerable<T> given, IReadOnlyCollection<T> wanted, string table)
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

    private ImmutableArray<RuleParameter> Parameters(ParameterLine[] lines)
    {
        foreach (var slot in RailTables.Slots)
            if (lines.Count(line => line.Id == slot.Id) != 1) _faults.Add($"parameters: {slot.Id} must stand once.");
        var read = ImmutableArray.CreateBuilder<RuleParameter>();
        foreach (var line in lines)
        {
            if (RailTables.Slots.FirstOrDefault(one => one.Id == line.Id) is not { } slot) _faults.Add($"parameters: {line.Id} is unknown.");
            else
            {
                if (line.Unit != slot.Unit) _faults.Add($"{slot.Id}: unit must be {slot.Unit}, not {line.Unit}.");
                read.Add(new RuleParameter(slot.Id, line.Zh, line.En, line.Unit, Law(line.Law, slot.Id), Values(slot, line.Values)));
            }
        }
        return read.ToImmutable();
    }

    private ImmutableArray<DatedValue> Values(RuleSlot slot, ValueLine[] lines)
    {
        var values = ImmutableArray.CreateBuilder<DatedValue>();
        if (lines.Length == 0 || lines[0].From != DateOnly.MinValue) _faults.Add($"{slot.Id}: the first value must be from 0001-01-01.");
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 && lines[i].From <= lines[i - 1].From) _faults.Add($"{slot.Id}: {lines[i].From:O} does not come after the one before.");
            if (slot.Read(lines[i].Value) is { } value) values.Add(new DatedValue(lines[i].From, value));
            else _faults.Add($"{slot.Id} from {lines[i].From:O} must be {slot.Expected}, not {lines[i].Value.GetRawText()}.");
        }
        return values.ToImmutable();
    }

    private void Statement(string text, string place)
    {
        if (!text.Contains("{name}", StringComparison.Ordinal) || !text.Contains("{classes}", StringComparison.Ordinal))
            _faults.Add($"{place}: the statement must have {{name}} and {{classes}}.");
    }

    private string Law(string law, string place)
    {
        Texts($"{place}: law", law);
        return law;
    }

    private void Texts(string place, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) _faults.Add($"{place} must be a text.");
    }
}
