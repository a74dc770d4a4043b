using System.Globalization;
using System.Text;

namespace OrleansRegistry.Api.Metrics;

/// <summary>The values of one series, by bucket.</summary>
/// <param name="bounds">Upper bounds of the buckets.</param>
internal sealed class Cell(double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length];
    private readonly Lock _lock = new();
    private double _sum;
    private long _count;

    public void Record(double value)
    {
        lock (_lock)
        {
            _sum += value;
            _count++;
            for (var i = 0; i < bounds.Length; i++)
            {
                if (value > bounds[i]) continue;
                _buckets[i]++;
                break;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (_lock)
        {
            var before = labels.Length == 0 ? "" : labels + ",";
            long below = 0;
            for (var i = 0; i < bounds.Length; i++)
            {
                var bound = string.Create(CultureInfo.InvariantCulture, $"{before}le=\"{bounds[i]}\"");
                Line(text, name, "_bucket", bound, below += _buckets[i]);
            }
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
