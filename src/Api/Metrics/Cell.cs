using System.Globalization;
using System.Text;

namespace OrleansRegistry.Api.Metrics;

/// <summary>The value of one series.</summary>
internal sealed class Cell(int buckets)
{
    private readonly long[] _buckets = new long[buckets];
    private readonly Lock _lock = new();
    private double _sum;
    private long _count;

    public void Record(double value, double[] bounds, bool replaces)
    {
        lock (_lock)
        {
            _sum = replaces ? value : _sum + value;
            _count++;
            for (var i = 0; i < bounds.Length; i++)
            {
                if (value > bounds[i]) continue;
                _buckets[i]++;
                break;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels, double[] bounds)
    {
        lock (_lock)
        {
            if (bounds.Length == 0)
            {
                Line(text, name, "", labels, _sum);
                return;
            }
            var before = labels.Length == 0 ? "" : labels + ",";
            long below = 0;
            for (var i = 0; i < bounds.Length; i++)
                Line(text, name, "_bucket", string.Create(CultureInfo.InvariantCulture, $"{before}le=\"{bounds[i]}\""), below += _buckets[i]);
            Line(text, name, "_bucket", before + "le=\"+Inf\"", _count);
            Line(text, name, "_sum", labels, _sum);
            Line(text, name, "_count", labels, _count);
        }
    }

    private static void Line(StringBuilder text, string name, string suffix, string labels, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
