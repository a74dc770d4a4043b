using System.Collections.Immutable;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// A row that is several commands to one entity: an operator with its permits, an enterprise with its units. They are
/// first decided in a rehearsal, so that a refused row leaves nothing half done; an interrupted import only sends the
/// missing ones.
/// </summary>
internal abstract class TransitionRow : Row
{
    /// <summary>What it creates.</summary>
    protected abstract EntityKind Creates { get; }

    /// <summary>
    /// The commands in order, each with its own id; or the refusal if the row names somebody who is not on the
    /// register.
    /// </summary>
    protected abstract ValueTask<Result<ImmutableArray<Envelope>>> Steps(
        IRegistry registry, EntityId created, long line, CancellationToken cancellation);

    /// <inheritdoc/>
    public sealed override async Task<RowReceipt> Take(
        BulkRegistry registry, long line, CancellationToken cancellation)
    {
        var created = Keys.ForNew(Creates, CommandId);
        var there = await registry.Load(created, cancellation) is not null;
        var (steps, stranger) = await Steps(registry, created, line, cancellation);
        if (stranger is not null) return RowReceipt.Refused(line, stranger);
        if (there)
        {
            var done = await CommandsOf(registry, created, cancellation);
            steps = [.. steps.Where(step => !done.Contains(step.CommandId))];
            if (steps.IsEmpty) return RowReceipt.Already(line, created.Key);
        }
        var refusal = await registry.RefusalOf(created, steps) ?? await Carry(registry, created, steps, cancellation);
        return refusal is not null ? RowReceipt.Refused(line, refusal) : RowReceipt.Registered(line, created.Key);
    }

    /// <summary>The envelope of one command of this row.</summary>
    protected Envelope Step(int number, Command command, Actor actor, long line) =>
        new($"{CommandId}:{number}", command, actor) { Cause = $"import line {line}" };

    private static async Task<Refusal?> Carry(
        IRegistry registry, EntityId id, IReadOnlyList<Envelope> steps, CancellationToken cancellation)
    {
        foreach (var step in steps)
            if (await registry.Execute(id, step, cancellation) is Answer.No no) return no.Refusal;
        return null;
    }

    /// <summary>The ids of the commands in the entity's history.</summary>
    private static async Task<HashSet<string>> CommandsOf(
        IRegistry registry, EntityId id, CancellationToken cancellation)
    {
        var ids = new HashSet<string>();
        await foreach (var entry in Pages.All(page => registry.Queries.History(id, page, cancellation)))
            ids.Add(entry.CommandId);
        return ids;
    }
}
