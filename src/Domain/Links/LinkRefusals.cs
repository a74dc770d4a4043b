using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Links;

/// <summary>What relations between drivers and those for whom they drive say no with.</summary>
public static class LinkRefusals
{
    /// <summary>The driver was asked and has not consented: nobody may be booked or reported meanwhile.</summary>
    public static Refusal ConsentAwaited() => new(
        RefusalCode.ConsentAwaited,
        new LocalText("该人员尚未同意关联，请等待其确认。", "The driver was asked and has not consented yet."))
    {
        Transient = true,
    };

    /// <summary>More requests wait than anybody needs.</summary>
    public static Refusal TooManyWaiting(int max) => new(
        RefusalCode.TooMany,
        new LocalText($"等待确认的关联请求已达 {max} 个。", $"{max} requests wait for an answer already."));

    /// <summary>What was answered, ended or has lapsed cannot be answered again.</summary>
    public static Refusal Over() => Refusals.WrongState(
        "该关联请求已办结或已过期。", "The request was answered, has ended or has lapsed.");
}
