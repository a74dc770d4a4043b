using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Telemetry;

/// <summary>
/// The measurements of commands, deadlines and consequences, and the spans of a command. Labels are names from closed
/// lists: no person, no key, no text. While nobody listens, nothing is measured.
/// </summary>
public static class CommandTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "OrleansRegistry.Grains";

    /// <summary>The outcomes of a command: the values of the label <c>outcome</c>.</summary>
    public const string Accepted = "accepted", Refused = "refused", Repeated = "repeated";

    /// <summary>From a millisecond to a week, because after an outage a deadline may be days late.</summary>
    private static readonly InstrumentAdvice<double> _late = new()
    {
        HistogramBucketBoundaries =
        [
            0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 86_400, 604_800,
        ],
    };

    private static readonly Meter _meter = new(Name);
    private static readonly ActivitySource _source = new(Name);

    private static readonly Counter<long> _decisions = _meter.CreateCounter<long>(
        "registry.decisions", "{command}", "Commands that were decided, with what came of them.");

    private static readonly Counter<long> _refusals = _meter.CreateCounter<long>(
        "registry.refusals", "{command}", "Commands that were refused, by the code of the refusal.");

    private static readonly Histogram<double> _lag = _meter.CreateHistogram(
        "registry.deadline.lag", "s", "How late a deadline was carried out, by the legal clock.", advice: _late);

    private static readonly Histogram<double> _age = _meter.CreateHistogram(
        "registry.outbox.age", "s", "How old a consequence was when it was delivered, by the legal clock.",
        advice: _late);

    /// <summary>The span of deciding: reading the facts, and applying the law.</summary>
    internal static Activity? Deciding(EntityId id, Envelope envelope) => SpanOf("registry.decide", id, envelope);

    /// <summary>The span of waiting for the commit; a group commit links to it (docs/adr/0068).</summary>
    internal static Activity? Committing(EntityId id, Envelope envelope) => SpanOf("registry.commit", id, envelope);

    /// <summary>Work that a silo begins by itself has a trace of its own.</summary>
    internal static Activity? DeadlineCalled() => _source.StartActivity("registry.deadline");

    /// <summary>As <see cref="DeadlineCalled"/>, for a consequence on its way to its target.</summary>
    internal static Activity? Delivering() => _source.StartActivity("registry.consequence");

    /// <summary>The command has its answer.</summary>
    internal static void Decided(EntityId id, Command command, Answer answer)
    {
        if (answer is Answer.No no && _refusals.Enabled)
            _refusals.Add(1, new KeyValuePair<string, object?>("code", RefusalCodes.Text(no.Refusal.Code)));
        if (!_decisions.Enabled) return;
        var outcome = answer is Answer.Done { Repeated: var repeated } ? repeated ? Repeated : Accepted : Refused;
        _decisions.Add(1, new("kind", id.KindName), new("command", FrozenNames.Of(command)), new("outcome", outcome));
    }

    /// <summary>A deadline was carried out.</summary>
    internal static void DeadlineDone(DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (_lag.Enabled) _lag.Record((now - dueAt).TotalSeconds);
    }

    /// <summary>A consequence was delivered.</summary>
    internal static void Delivered(DateTimeOffset causedAt, DateTimeOffset now)
    {
        if (_age.Enabled) _age.Record((now - causedAt).TotalSeconds);
    }

    /// <summary>
    /// Begins a span of a trace that is recorded already, and never a new trace, so that the sampler is not asked twice
    /// for each command. The id leads from a complaint to its trace. A key in it says nothing about a person
    /// (EntityId).
    /// </summary>
    private static Activity? SpanOf(string name, EntityId id, Envelope envelope)
    {
        if (Activity.Current is not { Recorded: true }) return null;
        if (_source.StartActivity(name) is not { IsAllDataRequested: true } span) return null;
        return span.SetTag("registry.command.id", envelope.CommandId)
            .SetTag("registry.command", FrozenNames.Of(envelope.Command))
            .SetTag("registry.kind", id.KindName);
    }
}
