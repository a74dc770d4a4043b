using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A range of last days of validity, both inclusive; null: open.</summary>
internal readonly record struct Expiring(DateOnly? From, DateOnly? To)
{
    private const int MaxDays = 3660;

    /// <summary>Reads {from, to} or a number of days from today; or gives the refusal.</summary>
    public static Refusal? Read(JsonElement? given, DateOnly today, out Expiring range)
    {
        range = default;
        switch (given)
        {
            case null: return null;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var days)
                && days is >= 0 and <= MaxDays:
                range = new Expiring(today, today.AddDays(days));
                return null;
            case { ValueKind: JsonValueKind.Object } both: return Read(both, out range);
            default: return Wrong();
        }
    }

    private static Refusal? Read(JsonElement both, out Expiring range)
    {
        range = default;
        foreach (var member in both.EnumerateObject())
        {
            if (member.Name is not ("from" or "to"))
                return BodyRefusals.UnknownFields([BodyRefusals.Unknown("expiring." + member.Name)]);
            if (member.Value.ValueKind != JsonValueKind.String) return Wrong();
            if (Paging.Date("expiring." + member.Name, member.Value.GetString(), out var day) is { } fault)
                return fault;
            range = member.Name == "from" ? range with { From = day } : range with { To = day };
        }
        return range is { From: null, To: null } || range.From > range.To ? Wrong() : null;
    }

    private static Refusal Wrong() =>
        Refusals.Malformed(
            Refusals.Fault("expiring", "应为天数，或 {from, to} 日期。", "A number of days, or {from, to} as dates."));
}
