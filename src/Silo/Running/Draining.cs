using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Carries out everything that is due now, and everything that follows from it, for a clock that is moved by hand.
/// </summary>
internal sealed class Draining(ConsequenceWork consequences, DeadlineLoop deadlines, IdentityPump identity)
{
    /// <summary>The result is how much was done.</summary>
    public async Task<int> Drain(CancellationToken cancellation = default)
    {
        var all = 0;
        for (int done; (done = await Once(cancellation)) > 0; all += done) { }
        return all;
    }

    private async Task<int> Once(CancellationToken cancellation) => await consequences.Drain(cancellation)
        + await deadlines.Drain(cancellation) + await identity.PumpOnce(cancellation);
}
