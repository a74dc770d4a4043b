using System.Diagnostics;
using Orleans.Runtime;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Telemetry;

/// <summary>
/// Continues a trace on the silo of the entity to which a command is sent. Orleans' own AddActivityPropagation sends
/// the ids of traces that nobody records with each message, and any filter of grain calls adds two steps to every call
/// of the silo; this code only touches commands of recorded traces (docs/adr/0068).
/// </summary>
public static class CallTrace
{
    /// <summary>The name of the source of spans.</summary>
    public const string Name = "OrleansRegistry.Silo";

    /// <summary>The header's name, in W3C's form as in Orleans.</summary>
    private const string Parent = "traceparent";

    private const string Span = "registry.entity/Execute";

    private static readonly ActivitySource _source = new(Name);

    /// <summary>Sends a command to its entity, with its trace if that is recorded.</summary>
    public static Task<Answer> Send(this IEntityGrain entity, Envelope envelope) =>
        Activity.Current is { Recorded: true } ? Traced(entity, envelope) : entity.Execute(envelope);

    private static async Task<Answer> Traced(IEntityGrain entity, Envelope envelope)
    {
        using var span = _source.StartActivity(Span, ActivityKind.Client);
        RequestContext.Set(Parent, Activity.Current!.Id!);
        try
        {
            return await entity.Execute(envelope);
        }
        finally
        {
            RequestContext.Remove(Parent);
        }
    }

    /// <summary>The span of a command at its entity, below its sender's span; null: it is not traced.</summary>
    internal static Activity? Received() =>
        RequestContext.Get(Parent) is string parent
            && ActivityContext.TryParse(parent, null, isRemote: true, out var above)
            ? _source.StartActivity(Span, ActivityKind.Server, above)
            : null;
}
