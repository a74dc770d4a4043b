using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Fields that every register has, checked in one wording.</summary>
public static class RegistryFields
{
    /// <summary>Adds a fault for what is no region code of an authority: 2, 4 or 6 digits of a known province (E.6).</summary>
    public static void Authority(ImmutableArray<FieldFault>.Builder faults, string authority)
    {
        if (authority.Length is < 2 or > 6 || authority.Length % 2 != 0 || !authority.All(char.IsAsciiDigit)
            || Provinces.ByCode(authority) is null)
            faults.Add(Refusals.Fault("authority", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260)."));
    }

    /// <summary>The refusal for an identifier that does not keep its standard.</summary>
    public static Refusal NotValid(string field, IdentifierFault? fault) => new(RefusalCode.IdentifierInvalid,
        new LocalText("编号不符合规定格式，请核对。", "The identifier is not valid."))
    {
        Faults = [Refusals.Fault(field, $"编号不正确（{fault}）。", $"Not valid: {fault}.")],
    };
}
