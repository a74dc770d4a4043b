using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrleansRegistry.Storage.Telemetry;

/// <summary>
/// The measurements of group commits: how long each took, and how many writes were in it. While nobody listens, nothing
/// is measured: <c>Enabled</c> and <c>HasListeners</c> are asked first.
/// </summary>
public static class CommitTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "OrleansRegistry.Storage";

    private static readonly Meter _meter = new(Name);
    private static readonly ActivitySource _source = new(Name);

    private static readonly Histogram<double> _duration = _meter.CreateHistogram(
        "registry.commit.duration", "s", "From when a group of commits is taken up until it is durable, or has failed.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
        });

    private static readonly Histogram<int> _group = _meter.CreateHistogram(
        "registry.commit.group", "{write}", "Writes that were made durable by one transaction.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });

    /// <summary>The span of the command that waits here for its commit; null: it is not traced.</summary>
    internal static Activity? Waiting =>
        _source.HasListeners() && Activity.Current is { Recorded: true } waiting ? waiting : null;

    /// <summary>A group is begun; dispose the result when it is durable or has failed.</summary>
    internal static GroupCommit Begin(IReadOnlyList<ITracedWrite> group) => new(
        group.Count, _duration.Enabled || _group.Enabled ? TimeProvider.System.GetTimestamp() : 0, SpanOf(group));

    /// <summary>
    /// One transaction serves many commands. Its span belongs to the trace of the first command that is traced; the
    /// others link to it (docs/adr/0068). A group without a traced command has no span.
    /// </summary>
    private static Activity? SpanOf(IReadOnlyList<ITracedWrite> group)
    {
        if (!_source.HasListeners()) return null;
        foreach (var write in group)
        {
            if (write.Waiting is not { } first) continue;
            var span = _source.StartActivity("registry.commit.group", ActivityKind.Internal, first.Context);
            return span?.SetTag("registry.commit.group", group.Count);
        }
        return null;
    }

    /// <summary>One group on its way to the disk.</summary>
    internal readonly struct GroupCommit(int count, long started, Activity? span) : IDisposable
    {
        /// <summary>
        /// Links the trace of a command to the group that made it durable. Called before the command is answered.
        /// </summary>
        public void Serve(ITracedWrite write)
        {
            if (span is not null && write.Waiting is { } waiting && waiting.SpanId != span.ParentSpanId)
                waiting.AddLink(new ActivityLink(span.Context));
        }

        public void Dispose()
        {
            span?.Dispose();
            if (started == 0) return;
            _duration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            _group.Record(count);
        }
    }
}

/// <summary>A write that waits for its group, with the span of its caller.</summary>
internal interface ITracedWrite
{
    /// <summary>The span; null: it is not traced.</summary>
    Activity? Waiting { get; }
}
