using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Api.Metrics;

/// <summary>The labels of one series, at most three: more would give too many series.</summary>
internal readonly record struct Labels(object? First, object? Second, object? Third);

/// <summary>A histogram's values by label. Recording allocates nothing once a series is known.</summary>
/// <param name="instrument">The instrument whose values it has.</param>
/// <param name="name">Its name in Prometheus.</param>
/// <param name="labelTags">The tags that become labels, three at most.</param>
internal sealed class Series(Instrument instrument, string name, string[] labelTags)
{
    private readonly ConcurrentDictionary<Labels, Cell> _cells = new();

    /// <summary>Upper bounds of the buckets.</summary>
    private readonly double[] _bounds = BoundsOf(instrument);

    /// <summary>Measures <paramref name="value"/>.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new Labels(Find(tags, 0), Find(tags, 1), Find(tags, 2));
        if (!_cells.TryGetValue(labels, out var cell)) cell = _cells.GetOrAdd(labels, new Cell(_bounds));
        cell.Record(value);
    }

    /// <summary>Writes the series as Prometheus text.</summary>
    public void Write(StringBuilder text)
    {
        if (_cells.IsEmpty) return;
        text.Append("# TYPE ").Append(name).Append(" histogram\n");
        foreach (var (labels, cell) in _cells) cell.Write(text, name, LabelText(labels));
    }

    private object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index)
    {
        if (index >= labelTags.Length) return null;
        foreach (var tag in tags)
            if (tag.Key == labelTags[index]) return tag.Value;
        return null;
    }

    /// <summary>The last word of a tag, which is the label's name: "http.request.method" becomes method.</summary>
    private static string LabelOf(string tag) => tag switch
    {
        "http.response.status_code" => "status",
        _ => tag[(tag.LastIndexOf('.') + 1)..].Replace('-', '_'),
    };

    private string LabelText(Labels labels)
    {
        var text = new StringBuilder();
        object?[] values = [labels.First, labels.Second, labels.Third];
        for (var i = 0; i < labelTags.Length; i++)
        {
            var value = Convert.ToString(values[i], CultureInfo.InvariantCulture) ?? "";
            text.Append(i == 0 ? "" : ",").Append(LabelOf(labelTags[i])).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }
        return text.ToString();
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } =>
            [.. bounds.Select(bound => (double)bound)],
        { Unit: "ms" } => [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000],
        _ => [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };
}
