using System.Diagnostics;
using Orleans.Runtime;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Telemetry;

/// <summary>
/// A trace goes on at the silo of the entity that a command is sent to. Orleans' own AddActivityPropagation lets each
/// message carry the names of traces that nobody keeps, and any filter of grain calls adds two steps to every call of
/// the silo; this touches the commands of traces that are kept and nothing else (docs/adr/0068).
/// </summary>
public static class CallTrace
{
    /// <summary>The name of the source of spans.</summary>
    public const string Name = "OrleansRegistry.Silo";

    /// <summary>As W3C has it, and Orleans.</summary>
    private const string Parent = "traceparent";

    private const string Span = "registry.entity/Execute";

    private static readonly ActivitySource _source = new(Name);

    /// <summary>Sends a command to its entity, with the trace that it belongs to if that is kept.</summary>
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

    /// <summary>The span of a command at its entity, below the one of its sender; null: it is not traced.</summary>
    internal static Activity? Received() =>
        RequestContext.Get(Parent) is string parent
            && ActivityContext.TryParse(parent, null, isRemote: true, out var above)
            ? _source.StartActivity(Span, ActivityKind.Server, above)
            : null;
}
