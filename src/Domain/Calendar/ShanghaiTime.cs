namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// Civil time of the law, Beijing time (北京时间): UTC+8, without exception since 1992. The summer time of 1986-1991 is not
/// applied: no legal date of this registry is taken from an instant of those years. The result does not depend on the
/// machine's time zone (rules.md G.7).
/// </summary>
public static class ShanghaiTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>
    /// The legal date on which an instant falls: 23:59:59.9999999 still belongs to the day that ends, 00:00 to the
    /// next one (rules.md G.1 #7, G.3 #55). The last eight hours of year 9999 are refused by an exception.
    /// </summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>
    /// The first instant of a date, 00:00 in Shanghai, inclusive; in UTC (offset zero). 0001-01-01 is refused by an
    /// exception, as its start lies before the first instant there is.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly date) =>
        new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>
    /// The end of a date, 24:00 in Shanghai, exclusive; in UTC (offset zero). An act is in time when its instant is
    /// before it. 9999-12-31 is refused by an exception.
    /// </summary>
    public static DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1));

    /// <summary>The same instant, written with +08:00, for people to read.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(Offset);
}
