using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Verify;

/// <summary>The times in a verdict, in the form in which they are read aloud.</summary>
internal static class VerdictTimes
{
    /// <summary>To the second, with the year, because two screens may be compared.</summary>
    public static string Second(DateTimeOffset at, bool english) => At(at, english, "HH:mm:ss");

    /// <summary>
    /// The time in which it is valid: in days, both inclusive, if it begins and ends with a day; otherwise to the
    /// minute. Null: it is not known.
    /// </summary>
    public static string? Period(VerifiedSubject subject, bool english) =>
        (subject.ValidFrom, subject.ValidUntil) switch
        {
            ({ } from, { } until) when IsMidnight(from) && IsMidnight(until) =>
                Dates.Days(ShanghaiTime.DateOf(from), ShanghaiTime.DateOf(until).AddDays(-1)) is var days && english
                    ? days.En : days.Zh,
            ({ } from, { } until) =>
                At(from, english, "HH:mm") + (english ? " to " : " 至 ") + At(until, english, "HH:mm"),
            ({ } from, null) => english ? $"from {At(from, english, "HH:mm")}" : $"{At(from, english, "HH:mm")} 起",
            (null, { } until) when IsMidnight(until) =>
                (english ? "to " : "至 ") + Dates.Day(ShanghaiTime.DateOf(until).AddDays(-1), english),
            (null, { } until) => (english ? "to " : "至 ") + At(until, english, "HH:mm"),
            _ => null,
        };

    /// <summary>How long it is still valid, where that is counted in hours; null: it is not, or it is over.</summary>
    public static string? Left(Verdict verdict, bool english)
    {
        if (verdict is not { Result: VerdictResult.Valid, Subject.ValidUntil: { } until } || IsMidnight(until))
            return null;
        var left = until - verdict.AsOf;
        return left <= TimeSpan.Zero ? null
            : english ? $"{left.Days} d {left.Hours} h {left.Minutes} min"
            : $"{left.Days} 天 {left.Hours} 小时 {left.Minutes} 分";
    }

    private static string At(DateTimeOffset at, bool english, string clock)
    {
        var local = ShanghaiTime.ToLocal(at);
        return Dates.Day(DateOnly.FromDateTime(local.DateTime), english) + (english ? ", " : " ")
            + local.ToString(clock, CultureInfo.InvariantCulture);
    }

    private static bool IsMidnight(DateTimeOffset at) => ShanghaiTime.ToLocal(at).TimeOfDay == TimeSpan.Zero;
}
