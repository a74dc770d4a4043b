using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Fields that every register has, with the same wording of their faults.</summary>
public static class RegistryFields
{
    /// <summary>
    /// Adds a fault for a text that is no region code of an authority: 2, 4 or 6 digits of a known province (E.6).
    /// </summary>
    public static void Authority(ImmutableArray<FieldFault>.Builder faults, string authority)
    {
        if (authority.Length is < 2 or > 6 || authority.Length % 2 != 0 || !authority.All(char.IsAsciiDigit)
            || Provinces.ByCode(authority) is null)
            faults.Add(
                Refusals.Fault("authority", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260)."));
    }

    /// <summary>
    /// The fault of a period that cannot begin on <paramref name="validFrom"/>; null: it can. It may begin in the
    /// future only for a certificate that was renewed early: then it must follow the period that began on
    /// <paramref name="previousFrom"/> without a gap.
    /// </summary>
    /// <param name="validFrom">First day of the latest period.</param>
    /// <param name="previousFrom">First day of the period before it; null: not given.</param>
    /// <param name="today">The legal date.</param>
    /// <param name="longest">The last day that a period may have that begins on this day.</param>
    public static FieldFault? Begins(
        DateOnly validFrom, DateOnly? previousFrom, DateOnly today, Func<DateOnly, DateOnly> longest) =>
        previousFrom is null
            ? validFrom > today
                ? Refusals.Fault("validFrom", "有效期起始日期不能晚于今天。", "The first day of validity lies in the future.") : null
        : previousFrom > today
            ? Refusals.Fault(
                "previousFrom", "上一有效期起始日期不能晚于今天。", "The first day of the period before lies in the future.")
        : validFrom <= previousFrom || validFrom.AddDays(-1) > longest(previousFrom.Value)
            ? Refusals.Fault("validFrom", "有效期起始日期与上一有效期不衔接。", "The period does not follow the one before it.")
        : null;

    /// <summary>The refusal for identifiers that do not follow their standards, with the fault of each.</summary>
    public static Refusal NotValid(params ImmutableArray<FieldFault> faults) => new(RefusalCode.IdentifierInvalid,
        new LocalText("编号不符合规定格式，请核对。", "The identifier is not valid."))
    {
        Faults = faults,
    };
}
