using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Importing;

/// <summary>The result of one row.</summary>
internal enum RowOutcome
{
    /// <summary>It has been registered.</summary>
    Registered = 1,

    /// <summary>The same row had been taken over before.</summary>
    Already = 2,

    /// <summary>It was refused, or could not be read.</summary>
    Refused = 3,
}

/// <summary>The receipt of one row; for a row that was taken over, the reasons say what is left to do.</summary>
internal sealed record RowReceipt(
    long Line, RowOutcome Outcome, string? Id, string? Code, string? ReasonZh, string? ReasonEn)
{
    public static RowReceipt Registered(long line, string? id) =>
        new(line, RowOutcome.Registered, id, null, null, null);

    public static RowReceipt Already(long line, string? id) => new(line, RowOutcome.Already, id, null, null, null);

    /// <summary>The receipt of a refusal, with every fault that it names.</summary>
    public static RowReceipt Refused(long line, Refusal refusal) => new(
        line, RowOutcome.Refused, null, RefusalCodes.Text(refusal.Code),
        Reason(refusal.Detail.Zh, refusal.Faults.Select(fault => $"{fault.Field}：{fault.Text.Zh}")),
        Reason(refusal.Detail.En, refusal.Faults.Select(fault => $"{fault.Field}: {fault.Text.En}")));

    /// <summary>The receipt of what a running registry refused.</summary>
    public static RowReceipt Refused(long line, Sent sent) =>
        new(line, RowOutcome.Refused, null, sent.Code, sent.ReasonZh, sent.ReasonEn);

    /// <summary>The receipt of a line that is no row.</summary>
    public static RowReceipt Refused(long line, string code, LocalText why) =>
        new(line, RowOutcome.Refused, null, code, why.Zh, why.En);

    private static string Reason(string detail, IEnumerable<string> faults) => string.Join(" ", faults.Prepend(detail));
}
