using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>Does all that is due now and all that follows from it, as a clock that is moved by hand needs it.</summary>
internal sealed class Draining(ConsequenceWork consequences, DeadlineLoop deadlines, IdentityPump identity)
{
    /// <summary>Gives how much was done.</summary>
    public async Task<int> Drain(CancellationToken cancellation = default)
    {
        var all = 0;
        for (int done; (done = await Once(cancellation)) > 0; all += done) { }
        return all;
    }

    private async Task<int> Once(CancellationToken cancellation) => await consequences.Drain(cancellation)
        + await deadlines.Drain(cancellation) + await identity.PumpOnce(cancellation);
}
