using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.DryRun;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo.Bulk;

/// <summary>
/// A stopped registry that takes many commands at once, for an import (docs/adr/0163). Each goes the one path of every
/// command, but without a grain, because this process has the store to itself. Later commands see a commit at once, but
/// commits are written many at a time: an answer is durable only when <see cref="Keep"/> has completed.
/// </summary>
public sealed partial class BulkRegistry : IRegistry, IAsyncDisposable
{
    /// <summary>How many others a command may name.</summary>
    private const int MaxNamed = 1_000;

    private readonly StoredRegistry _stored;
    private readonly DryRunStore _ahead;
    private readonly IBulkStore _under;
    private readonly CommandPipeline _pipeline;

    private BulkRegistry(StoredRegistry stored, DryRunStore ahead, IBulkStore under)
    {
        (_stored, _ahead, _under) = (stored, ahead, under);
        _pipeline = PipelineOver(ahead, stored.Reader);
    }

    /// <summary>
    /// Opens the store for this process alone, and makes it if there is none. Throws
    /// <see cref="RegistryInUseException"/> while another process uses it.
    /// </summary>
    /// <param name="options">Where the registry is.</param>
    /// <param name="isDry">True: nothing is ever written.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async Task<BulkRegistry> Open(
        RegistryOptions options, bool isDry, CancellationToken cancellation = default)
    {
        KeySecret.Check(options.Verification);
        if (options.Postgres is null) PrivateFolder.Narrow(options.Folder, options.AllowWideModes);
        IBulkStore under = null!;
        DryRunStore ahead = null!;
        var stored = await StoredRegistry.Open(options, opened =>
        {
            RefuseWrongClock(opened);
            under = isDry ? new DryRunStore(opened) : (IBulkStore)opened;
            return ahead = new DryRunStore(under, isAhead: true);
        }, cancellation);
        return new BulkRegistry(stored, ahead, under);
    }

    /// <summary>Carries out a command and its consequences; <see cref="Keep"/> makes them durable.</summary>
    public async Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default)
    {
        var entity = new BulkEntity(id, _ahead, _stored);
        var answer = await _pipeline.Execute(id, envelope, entity);
        foreach (var next in entity.Following)
            if (!await Deliver(next, cancellation)) await entity.LeaveBehind(next);
        return answer;
    }

    /// <summary>
    /// Writes everything that was carried out since the last call, in one transaction. What is carried out meanwhile
    /// belongs to the next call, which waits until this one has ended.
    /// </summary>
    public async Task Keep(CancellationToken cancellation = default)
    {
        var commits = _ahead.TakeAhead();
        await _under.CommitAll(commits, cancellation);
        _ahead.Forget(commits);
    }

    /// <summary>
    /// Decides several commands to one entity before the first is sent; the result is the first refusal, or null if all
    /// would be carried out.
    /// </summary>
    public async Task<Refusal?> RefusalOf(EntityId id, IReadOnlyList<Envelope> steps)
    {
        var store = new DryRunStore(_ahead); // Not disposed: the store under it stays open.
        var pipeline = PipelineOver(store, new EntityReader(store, new EntityCache(MaxNamed)));
        var holder = new StoreEntitySource(store, id);
        foreach (var step in steps)
            if (await pipeline.Execute(id, step, holder) is Answer.No no) return no.Refusal;
        return null;
    }

    /// <summary>True: deadlines are due or consequences wait, of this import or from before.</summary>
    public async Task<bool> HasWork(CancellationToken cancellation = default)
    {
        var backlog = await _under.Work.Backlog(Now, cancellation);
        return backlog.Overdue > 0 || backlog.Consequences > 0;
    }

    /// <summary>Closes the store. What was not written is lost.</summary>
    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    private CommandPipeline PipelineOver(IRegistryStore store, EntityReader reader) => new(
        store, reader, _stored.RulesInForce, new NoAnswers(), NullLogger<CommandPipeline>.Instance,
        WaitLimit.None);

    /// <summary>
    /// Carries out a consequence of a commit; false: it is left in the outbox for the pump, which tries it again and
    /// parks it in the end.
    /// </summary>
    private async Task<bool> Deliver(Following next, CancellationToken cancellation)
    {
        try
        {
            return await Execute(next.Consequence.Target, next.Envelope, cancellation) is Answer.Done;
        }
        catch (Exception e) when (e is not StorageAwayException and not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Answers are not needed: a row has its receipt.</summary>
    private sealed class NoAnswers : IAnswerWriter
    {
        public void Write(
            IBufferWriter<byte> output, EntityId id, EntityState state, int version, Command command, Context context)
        {
        }
    }

    /// <summary>Refuses a wrong clock, like a silo that wants to join (docs/adr/0012).</summary>
    private static void RefuseWrongClock(IRegistryStore store)
    {
        if ((store as PostgresRegistryStore)?.ClockTrouble is { } trouble)
            throw new InvalidOperationException(
                $"Nothing is imported: {trouble}. Set the machine's clock (docs/operations.md).");
    }
}
