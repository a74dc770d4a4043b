using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Simulation.Checking;

/// <summary>What was acknowledged to users.</summary>
/// <param name="keeps">
/// False: nothing is stored, because without faults nothing can be lost, and a million answers need much memory.
/// </param>
internal sealed class Acknowledged(bool keeps)
{
    private readonly List<(EntityId Id, string Key, Answer.Done Answer)> _all = [];

    public IReadOnlyList<(EntityId Id, string Key, Answer.Done Answer)> All => _all;

    public void Add(EntityId id, string key, Answer.Done answer)
    {
        if (keeps) _all.Add((id, key, answer));
    }
}
