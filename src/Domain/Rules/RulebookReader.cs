using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Reads a rulebook file and collects every fault: they stand at <see cref="Rulebook.Parse"/>.</summary>
internal sealed class RulebookReader
{
    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<RuleParameter>.Builder _parameters = ImmutableArray.CreateBuilder<RuleParameter>();
    private string _version = "";

    private RulebookReader() { }

    public static RulebookLoad Read(ReadOnlySpan<byte> json)
    {
        var reader = new RulebookReader();
        if (DataFile.Read(json, reader.ReadFile) is { } fault) reader._faults.Add(fault);
        if (reader._faults.Count > 0) return new RulebookLoad.Rejected(reader._faults.ToImmutable());
        var rulebook = new Rulebook(reader._version, json, reader._parameters.ToImmutable());
        var contradictions = RuleContradictions.In(rulebook);
        return contradictions.IsEmpty ? new RulebookLoad.Loaded(rulebook) : new RulebookLoad.Rejected(contradictions);
    }

    private void ReadFile(JsonElement file)
    {
        if (Members(file, "The file", "version", "parameters") is not { } members) return;
        _version = Text(members["version"], "version");
        if (_version.Length > 0 && !IsVersion(_version))
            _faults.Add("version must be a date and a number, like 2026-03-20.1.");
        var list = members["parameters"];
        if (list.ValueKind != JsonValueKind.Array)
        {
            _faults.Add("parameters must be a list.");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in list.EnumerateArray()) ReadParameter(parameter, seen);
        foreach (var slot in RuleSlots.All)
            if (!seen.Contains(slot.Id)) _faults.Add($"Parameter {slot.Id} is missing.");
    }

    private void ReadParameter(JsonElement json, HashSet<string> seen)
    {
        var named = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var name) ? name : default;
        var id = named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        var place = id.Length > 0 ? $"Parameter {id}" : "A parameter without id";
        if (!RuleSlots.ById.TryGetValue(id, out var slot)) _faults.Add($"{place} is unknown.");
        else if (!seen.Add(id)) _faults.Add($"{place} stands twice.");
        else if (Members(json, place, "id", "zh", "en", "unit", "law", "values") is { } members)
            ReadKnown(slot, members);
    }

    private void ReadKnown(RuleSlot slot, Dictionary<string, JsonElement> members)
    {
        var unit = Text(members["unit"], $"{slot.Id}: unit");
        if (unit.Length > 0 && unit != slot.Unit) _faults.Add($"{slot.Id}: unit must be {slot.Unit}, not {unit}.");
        _parameters.Add(new RuleParameter(
            slot.Id,
            Text(members["zh"], $"{slot.Id}: zh"),
            Text(members["en"], $"{slot.Id}: en"),
            unit,
            Text(members["law"], $"{slot.Id}: law"),
            ReadValues(slot, members["values"])));
    }

    private ImmutableArray<DatedValue> ReadValues(RuleSlot slot, JsonElement json)
    {
        var values = ImmutableArray.CreateBuilder<DatedValue>();
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            _faults.Add($"{slot.Id}: values must be a list with at least one value.");
            return [];
        }
        DateOnly? before = null;
        foreach (var item in json.EnumerateArray())
        {
            if (Members(item, $"{slot.Id}: a value", "from", "value") is not { } members) continue;
            if (Date(members["from"]) is not { } from)
            {
                _faults.Add($"{slot.Id}: from must be a date like 2026-03-20, not {members["from"].GetRawText()}.");
                continue;
            }
            if (before is null && from != DateOnly.MinValue)
                _faults.Add($"{slot.Id}: the first value must be from 0001-01-01.");
            if (from <= before) _faults.Add($"{slot.Id}: {from:O} does not come after {before:O}.");
            before = from;
            if (slot.Read(members["value"]) is { } value) values.Add(new DatedValue(from, value));
            else _faults.Add($"{slot.Id} from {from:O} must be {slot.Expected}, not {members["value"].GetRawText()}.");
        }
        return values.ToImmutable();
    }

    /// <summary>The members of an object that has exactly these, or null and the faults.</summary>
    private Dictionary<string, JsonElement>? Members(JsonElement json, string place, params ReadOnlySpan<string> names)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{place} must be an object.");
            return null;
        }
        var before = _faults.Count;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!names.Contains(member.Name)) _faults.Add($"{place}: member \"{member.Name}\" is unknown.");
            else if (!members.TryAdd(member.Name, member.Value)) _faults.Add($"{place}: {member.Name} stands twice.");
        }
        foreach (var name in names)
            if (!members.ContainsKey(name)) _faults.Add($"{place}: {name} is missing.");
        return _faults.Count == before ? members : null;
    }

    private string Text(JsonElement json, string place)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        if (!string.IsNullOrWhiteSpace(text)) return text;
        _faults.Add($"{place} must be a text.");
        return "";
    }

    private static DateOnly? Date(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? Date(json.GetString()) : null;

    private static DateOnly? Date(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static bool IsVersion(string version) =>
        version.Split('.') is [var date, var number] && Date(date.AsSpan()) is not null
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
