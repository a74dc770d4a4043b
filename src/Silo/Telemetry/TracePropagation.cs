using System.Diagnostics;

namespace OrleansRegistry.Silo.Telemetry;

/// <summary>
/// A trace goes on at the silo of the grain that is called. As Orleans' own AddActivityPropagation, but for what is
/// traced alone: that one lets each message carry the names of traces that nobody keeps (docs/adr/0068).
/// </summary>
internal sealed class TracePropagation : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    /// <summary>The name of the source of spans.</summary>
    public const string Name = "OrleansRegistry.Silo";

    /// <summary>As W3C has it, and Orleans.</summary>
    private const string Parent = "traceparent";

    private static readonly ActivitySource _source = new(Name);

    /// <inheritdoc/>
    public Task Invoke(IOutgoingGrainCallContext context) =>
        Activity.Current is { Recorded: true } ? Sent(context) : context.Invoke();

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        RequestContext.Get(Parent) is string parent
            && ActivityContext.TryParse(parent, null, isRemote: true, out var above)
            ? Received(context, above)
            : context.Invoke();

    private static async Task Sent(IOutgoingGrainCallContext context)
    {
        using var span = _source.StartActivity(NameOf(context), ActivityKind.Client);
        RequestContext.Set(Parent, Activity.Current!.Id!);
        try
        {
            await context.Invoke();
        }
        finally
        {
            RequestContext.Remove(Parent);
        }
    }

    private static async Task Received(IIncomingGrainCallContext context, ActivityContext above)
    {
        using var span = _source.StartActivity(NameOf(context), ActivityKind.Server, above);
        await context.Invoke();
    }

    private static string NameOf(IGrainCallContext context) => $"{context.InterfaceName}/{context.MethodName}";
}
