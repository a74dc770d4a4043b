using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Api.Metrics;

/// <summary>The labels of one series, at most three: more would be more series than anybody looks at.</summary>
internal readonly record struct Labels(object? First, object? Second, object? Third);

/// <summary>One instrument's values by label. Recording allocates nothing once a series is known.</summary>
/// <param name="instrument">Whose values.</param>
/// <param name="name">Its name in Prometheus.</param>
/// <param name="type">counter, gauge or histogram.</param>
/// <param name="labelTags">The tags that become labels; null: those of the first measurement.</param>
internal sealed class Series(Instrument instrument, string name, string type, string[]? labelTags)
{
    private const int LabelsMost = 3;

    /// <summary>Observed instruments and gauges tell what is; the others tell what was added.</summary>
    private readonly bool _replaces = instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
    private string[]? _tags = labelTags;

    private readonly ConcurrentDictionary<Labels, Cell> _cells = new();

    /// <summary>Upper bounds of a histogram's buckets; none: not a histogram.</summary>
    private readonly double[] _bounds = type == "histogram" ? BoundsOf(instrument) : [];

    /// <summary>Counts or measures <paramref name="value"/>.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _tags ??= Keys(tags);
        var labels = new Labels(Find(tags, 0), Find(tags, 1), Find(tags, 2));
        if (!_cells.TryGetValue(labels, out var cell)) cell = _cells.GetOrAdd(labels, new Cell(_bounds.Length));
        cell.Record(value, _bounds, _replaces);
    }

    /// <summary>Writes the series as Prometheus text.</summary>
    public void Write(StringBuilder text)
    {
        if (_cells.IsEmpty) return;
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (labels, cell) in _cells) cell.Write(text, name, LabelText(labels), _bounds);
    }

    private object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index)
    {
        if (index >= _tags!.Length) return null;
        foreach (var tag in tags)
            if (tag.Key == _tags[index]) return tag.Value;
        return null;
    }

    private static string[] Keys(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var keys = new string[Math.Min(tags.Length, LabelsMost)];
        for (var i = 0; i < keys.Length; i++) keys[i] = tags[i].Key;
        return keys;
    }

    /// <summary>The last word of a tag, as labels are called: "http.request.method" is method.</summary>
    private static string LabelOf(string tag) => tag switch
    {
        "http.response.status_code" => "status",
        _ => tag[(tag.LastIndexOf('.') + 1)..].Replace('-', '_'),
    };

    private string LabelText(Labels labels)
    {
        var text = new StringBuilder();
        object?[] values = [labels.First, labels.Second, labels.Third];
        for (var i = 0; i < _tags!.Length; i++)
        {
            var value = Convert.ToString(values[i], CultureInfo.InvariantCulture) ?? "";
            text.Append(i == 0 ? "" : ",").Append(LabelOf(_tags[i])).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }
        return text.ToString();
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
        { Unit: "ms" } => [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000],
        _ => [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };
}
