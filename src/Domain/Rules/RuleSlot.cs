using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// What the program expects under one id of the rulebook: the unit, and the accepted values. Any other value is refused
/// when the file is read, so that no decision ever meets it.
/// </summary>
/// <param name="Id">The parameter's id.</param>
/// <param name="Unit">The unit that the code counts in; the file must say the same.</param>
/// <param name="Expected">The accepted values, in words, as they follow "must be".</param>
/// <param name="Read">Reads the value of a JSON element; null when it is not an accepted one.</param>
internal sealed record RuleSlot(string Id, string Unit, string Expected, Func<JsonElement, RuleValue?> Read)
{
    private const int MostPoints = 100;

    public static RuleSlot Number(string id, string unit, long min, long max) =>
        new(id, unit, min == max ? $"{min}" : $"a whole number from {min} to {max}", json =>
            json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var count) && min <= count && count <= max
                ? new RuleValue.Number(count)
                : null);

    public static RuleSlot YesNo(string id) => new(id, "yesNo", "true or false", json => json.ValueKind switch
    {
        JsonValueKind.True => new RuleValue.YesNo(true),
        JsonValueKind.False => new RuleValue.YesNo(false),
        _ => null,
    });

    public static RuleSlot Grade(string id) => new(id, "grade", "one of \"AAA\", \"AA\", \"A\", \"B\"", json =>
        (json.ValueKind == JsonValueKind.String ? json.GetString() : null) switch
        {
            "AAA" => new RuleValue.Graded(Rules.Grade.AAA),
            "AA" => new RuleValue.Graded(Rules.Grade.AA),
            "A" => new RuleValue.Graded(Rules.Grade.A),
            "B" => new RuleValue.Graded(Rules.Grade.B),
            _ => null,
        });

    public static RuleSlot Points(string id) =>
        new(id, "points", $"whole numbers from {MostPoints} to 1, each smaller than the one before", ReadPoints);

    private static RuleValue.Numbers? ReadPoints(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array) return null;
        var counts = ImmutableArray.CreateBuilder<int>();
        foreach (var item in json.EnumerateArray())
        {
            var below = counts.Count == 0 ? MostPoints + 1 : counts[^1];
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var count)) return null;
            if (count < 1 || count >= below) return null;
            counts.Add(count);
        }
        return counts.Count == 0 ? null : new RuleValue.Numbers(counts.ToImmutable());
    }
}
