using System.Globalization;
using System.Text;

namespace OrleansRegistry.Simulation.Load;

/// <summary>The load by day as an SVG image: one curve below the other, each scaled to its own maximum.</summary>
public static class LoadChart
{
    private const int Width = 960, Height = 120, Gap = 40, Left = 10;

    private static readonly (string Name, string Colour, Func<DayLoad, long> Of)[] _curves =
    [
        ("deadlines 期限", "#1b6ec2", day => day.Deadlines),
        ("applications 申请", "#2e7d32", day => day.Applications),
        ("officers' hours 经办工时", "#b26a00", day => day.OfficerMinutes / 60),
        ("messages 通知", "#6a1b9a", day => day.Messages),
    ];

    /// <summary>Draws the chart.</summary>
    public static string Draw(LoadByDay load)
    {
        var svg = new StringBuilder();
        var height = _curves.Length * (Height + Gap);
        svg.Append(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width + (2 * Left)} {height}" """)
            .Append("""font-family="sans-serif" font-size="13">""").Append('\n');
        foreach (var (place, curve) in _curves.Index()) Add(svg, load, curve, (place * (Height + Gap)) + Gap);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Add(
        StringBuilder svg, LoadByDay load, (string Name, string Colour, Func<DayLoad, long> Of) curve, int top)
    {
        if (load.Days.Count == 0) return;
        var (first, last) = (load.Days.Keys.Min(), load.Days.Keys.Max());
        var days = Math.Max(1, last.DayNumber - first.DayNumber);
        var most = Math.Max(1, load.Days.Values.Max(curve.Of));
        svg.Append(CultureInfo.InvariantCulture,
            $"""<text x="{Left}" y="{top - 8}">{curve.Name}, {first:yyyy-MM-dd} – {last:yyyy-MM-dd}, """)
            .Append(CultureInfo.InvariantCulture, $"at most {most} a day</text>\n")
            .Append(CultureInfo.InvariantCulture, $"""<polyline fill="none" stroke="{curve.Colour}" points=" """);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var value = load.Days.TryGetValue(day, out var found) ? curve.Of(found) : 0;
            var x = Left + ((double)(day.DayNumber - first.DayNumber) * Width / days);
            var y = top + Height - ((double)value * Height / most);
            svg.Append(CultureInfo.InvariantCulture, $"{x:F1},{y:F1} ");
        }
        svg.Append("\"/>\n");
    }
}
