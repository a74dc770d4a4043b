using Orleans.Placement;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure.Audit;

namespace OrleansRegistry.Silo.Auditing;

/// <summary>Sends the audit to the copy outside. There is one in the cluster, so that a chain goes in order.</summary>
[Alias("registry.audit-sink")]
public interface IAuditSinkPump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump lives.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>Two of them after a partition send something twice: at least once is what is promised.</summary>
[GrainType("audit-sink"), KeepAlive, Immovable]
internal sealed class AuditSinkGrain(AuditSending sending, ILogger<AuditSinkGrain> log)
    : PumpGrain(sending.SendDue, TimeSpan.FromSeconds(2), "The copy of the audit", log), IAuditSinkPump
{
    public Task Wake() => Task.CompletedTask;
}
