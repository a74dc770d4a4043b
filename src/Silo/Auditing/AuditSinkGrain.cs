using Orleans.Placement;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure.Audit;

namespace OrleansRegistry.Silo.Auditing;

/// <summary>
/// Sends the audit to the copy outside. There is one in the cluster, so that each chain is sent in order.
/// </summary>
[Alias("registry.audit-sink")]
public interface IAuditSinkPump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump is active.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>After a partition there may be two, which send some records twice; the promise is at least once.</summary>
[GrainType("audit-sink"), KeepAlive, Immovable]
internal sealed class AuditSinkGrain(AuditSending sending, ILogger<AuditSinkGrain> log)
    : PumpGrain(sending.SendDue, TimeSpan.FromSeconds(2), "The copy of the audit", log), IAuditSinkPump
{
    public Task Wake() => Task.CompletedTask;
}
