using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Links;

/// <summary>Refusals about who drives for whom.</summary>
public static class LinkRefusals
{
    /// <summary>
    /// The driver was asked and has not consented: until then the driver cannot be booked or reported.
    /// </summary>
    public static Refusal ConsentAwaited() => new(
        RefusalCode.ConsentAwaited,
        new LocalText("该人员尚未同意关联，请等待其确认。", "The driver was asked and has not consented yet."))
    {
        Transient = true,
    };

    /// <summary>Too many requests wait for an answer.</summary>
    public static Refusal TooManyWaiting(int max) => new(
        RefusalCode.TooMany,
        new LocalText($"等待确认的关联请求已达 {max} 个。", $"{max} requests wait for an answer already."));

    /// <summary>The request was answered, ended or has lapsed, so it cannot be answered again.</summary>
    public static Refusal Over() => Refusals.WrongState(
        "该关联请求已办结或已过期。", "The request was answered, has ended or has lapsed.");
}
