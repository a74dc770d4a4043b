using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>A limit in completed years, and the first day, inclusive, on which it is in force.</summary>
internal readonly record struct AgeLimit(DateOnly From, int Years);

/// <summary>
/// The age limit of practitioners by date, the same for all five kinds of certificate: "older than N" (年龄超过N周岁) is a
/// ground for cancellation. 60 until 2026-03-19, 63 from 2026-03-20 (交通运输部令2026年第2号; 道路运输从业人员管理规定 art. 32). The N-th
/// birthday itself is still allowed; the ground applies from the day after. rules.md D.1, H.9.
/// </summary>
public sealed class AgeLimits
{
    private readonly ImmutableArray<AgeLimit> _limits;

    /// <summary>Limits ascending by date, the first from 0001-01-01.</summary>
    internal AgeLimits(ImmutableArray<AgeLimit> limits) => _limits = limits;

    /// <summary>The limit in force on a date, in completed years, inclusive: this age is still allowed.</summary>
    public int LimitOn(DateOnly date)
    {
        for (var i = _limits.Length - 1; i > 0; i--)
            if (_limits[i].From <= date) return _limits[i].Years;
        return _limits[0].Years;
    }

    /// <summary>
    /// Whether a person is over the limit in force on that very day. Those born on 29 February complete the year on
    /// 1 March in common years.
    /// </summary>
    public bool IsOver(DateOnly bornOn, DateOnly on) => FirstDayOver(bornOn, LimitOn(on)) <= on;

    /// <summary>
    /// The first day, on or after <paramref name="from"/>, on which a person is over the limit in force on that day;
    /// null when that is after year 9999. Earlier days do not count: an imported certificate is not cancelled by a
    /// limit that is no longer in force (rules.md H.9), and a limit raised on the day after the birthday saves the
    /// holder (G.2 #29). A lowered limit takes effect on its first day.
    /// </summary>
    public DateOnly? FirstDayOver(DateOnly bornOn, DateOnly from)
    {
        for (var i = 0; i < _limits.Length; i++)
        {
            if (FirstDayOver(bornOn, _limits[i].Years) is not { } over) continue;
            var first = Latest(over, from, _limits[i].From);
            if (i + 1 == _limits.Length || first < _limits[i + 1].From) return first;
        }
        return null;
    }

    private static DateOnly? FirstDayOver(DateOnly bornOn, int years) =>
        bornOn.Year + years < DateOnly.MaxValue.Year ? LegalDates.Anniversary(bornOn, years).AddDays(1) : null;

    private static DateOnly Latest(DateOnly a, DateOnly b, DateOnly c)
    {
        var later = a > b ? a : b;
        return later > c ? later : c;
    }
}
