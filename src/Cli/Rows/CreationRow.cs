using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row that is one command and creates one entity: a certificate with its holder, or a vehicle.</summary>
internal abstract class CreationRow : Row
{
    /// <summary>What it creates.</summary>
    protected abstract EntityKind Creates { get; }

    /// <summary>The route to which its content is sent.</summary>
    protected abstract string Route { get; }

    /// <summary>The command, for the envelope; <see cref="Register"/> looks up the entities that it names.</summary>
    protected abstract Command Command { get; }

    /// <summary>Registers it under <paramref name="envelope"/>.</summary>
    protected abstract Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, Envelope envelope, CancellationToken cancellation);

    public sealed override async Task<RowReceipt> Take(
        BulkRegistry registry, long line, CancellationToken cancellation)
    {
        var created = Keys.ForNew(Creates, CommandId);
        if (await registry.Load(created, cancellation) is not null) return RowReceipt.Already(line, created.Key);
        var envelope = new Envelope(CommandId, Command, Actor.Registry(Channel.Import))
        {
            Cause = $"import line {line}",
        };
        var (id, answer) = await Register(registry, envelope, cancellation);
        return answer is Answer.No no ? RowReceipt.Refused(line, no.Refusal) : RowReceipt.Registered(line, id.Key);
    }

    public sealed override async Task<RowReceipt> Send(
        RunningRegistry registry, long line, CancellationToken cancellation)
    {
        var sent = await registry.Post(Route, Content, CommandId, cancellation);
        return !sent.Done ? RowReceipt.Refused(line, sent)
            : sent.Repeated ? RowReceipt.Already(line, sent.Id) : RowReceipt.Registered(line, sent.Id);
    }
}
