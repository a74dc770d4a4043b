using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Findings;

/// <summary>The words for what was found at the roadside, for notices, pages and the slip.</summary>
public static class FindingWords
{
    /// <summary>The words for <paramref name="kind"/>.</summary>
    public static LocalText Of(FindingKind kind) => kind switch
    {
        FindingKind.NotShown => new("未出示证件", "the certificate was not shown"),
        FindingKind.PlateDiffers => new("号牌与证件不符", "the plate is not the one of the certificate"),
        FindingKind.DriverDiffers => new("驾驶人员与证件不符", "the driver is not one of the certificate"),
        FindingKind.ContractMissing => new("未携带包车合同", "the charter contract was not carried"),
        FindingKind.Other => new("其他情况", "something else"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The words for the kind with this published name; null: there is none.</summary>
    internal static LocalText? Named(string name)
    {
        foreach (var kind in Enum.GetValues<FindingKind>())
            if (string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase)) return Of(kind);
        return null;
    }
}
