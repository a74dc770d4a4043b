using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// Texts to phones are sent from 08:00 until 21:00 in Shanghai, except those about something that is due today (H.27).
/// </summary>
public static class TextHours
{
    private static readonly TimeSpan _from = TimeSpan.FromHours(8);
    private static readonly TimeSpan _until = TimeSpan.FromHours(21);

    private static readonly ImmutableArray<string> _days =
        ["validTo", "lapsesAfter", "closesOn", "answerBy", "pickUpBy", "by", "departsAt", "lastDay"];

    /// <summary>When a text about <paramref name="notice"/> may go out: now, or the next 08:00.</summary>
    public static DateTimeOffset From(Notice notice, DateTimeOffset now)
    {
        var local = ShanghaiTime.ToLocal(now);
        var day = DateOnly.FromDateTime(local.DateTime);
        if ((local.TimeOfDay >= _from && local.TimeOfDay < _until) || IsAbout(notice, day)) return now;
        return ShanghaiTime.StartOf(local.TimeOfDay < _from ? day : day.AddDays(1)) + _from;
    }

    private static bool IsAbout(Notice notice, DateOnly day)
    {
        var today = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var name in _days)
            if (notice.Values.TryGetValue(name, out var value) && value.StartsWith(today, StringComparison.Ordinal))
                return true;
        return false;
    }
}
