using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.DryRun;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// Decides several commands to one entity before the first is sent: the same pipeline over a store that keeps nothing.
/// </summary>
internal sealed class RowRehearsal(LocalRegistry local)
{
    /// <summary>A command names a few others at most.</summary>
    private const int MaxCached = 1_000;

    /// <summary>The first refusal; null: all of them would be carried out.</summary>
    public async Task<Refusal?> RefusalOf(EntityId id, IReadOnlyList<Envelope> steps)
    {
        var store = new DryRunStore(local.Store); // Not disposed: the store under it stays open.
        var rulesInForce = local.Services.GetRequiredService<RulesInForce>();
        var reader = new EntityReader(store, new EntityCache(MaxCached));
        var pipeline = new CommandPipeline(
            store, reader, rulesInForce, local.Services.GetRequiredService<IAnswerWriter>(),
            NullLogger<CommandPipeline>.Instance);
        var holder = new StoreEntitySource(store, id);
        foreach (var step in steps)
            if (await pipeline.Execute(id, step, holder) is Answer.No no) return no.Refusal;
        return null;
    }
}
