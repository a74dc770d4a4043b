using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Simulation.Checking;

/// <summary>What users have an answer to.</summary>
/// <param name="keeps">False: nothing can be lost where nothing goes wrong, and a million answers take room.</param>
internal sealed class Acknowledged(bool keeps)
{
    private readonly List<(EntityId Id, string Key, Answer.Done Answer)> _all = [];

    public IReadOnlyList<(EntityId Id, string Key, Answer.Done Answer)> All => _all;

    public void Add(EntityId id, string key, Answer.Done answer)
    {
        if (keeps) _all.Add((id, key, answer));
    }
}
