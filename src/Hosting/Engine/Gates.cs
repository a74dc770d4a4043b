using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// One gate a key, many keys a gate: commands to one entity go one after the other, so that conflicts are rare. Nobody
/// ever holds two gates, so nothing can wait in a circle; correctness rests on the version check alone.
/// </summary>
internal sealed class Gates
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 4096).Select(_ => new SemaphoreSlim(1, 1))];

    public SemaphoreSlim Of(EntityId id) => _gates[unchecked((uint)id.GetHashCode()) % (uint)_gates.Length];
}
