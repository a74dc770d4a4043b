using OrleansRegistry.Simulation.Scheduling;

namespace OrleansRegistry.Simulation.Faults;

/// <summary>
/// The faults of a simulation: each is armed at an instant of the plan and happens at the next opportunity.
/// </summary>
public sealed class FaultPlan
{
    private readonly Dictionary<FaultKind, int> _armed = [];
    private readonly SortedDictionary<FaultKind, int> _happened = [];

    /// <summary>How many of each kind have happened.</summary>
    public IReadOnlyDictionary<FaultKind, int> Happened => _happened;

    /// <summary>Distributes so many faults over a time; every kind comes once before one comes again.</summary>
    public void Plan(int faults, DateTimeOffset from, DateTimeOffset until, Chance chance, Agenda agenda)
    {
        var kinds = Enum.GetValues<FaultKind>();
        var hours = (int)(until - from).TotalHours;
        for (var i = 0; i < faults; i++)
        {
            var kind = kinds[i % kinds.Length];
            agenda.At(from.AddHours(chance.Below(hours)), () => Arm(kind));
        }
    }

    /// <summary>Makes a fault of this kind happen at the next opportunity.</summary>
    public void Arm(FaultKind kind) => _armed[kind] = _armed.GetValueOrDefault(kind) + 1;

    /// <summary>True: the fault was armed, and happens now.</summary>
    public bool Take(FaultKind kind)
    {
        if (!_armed.TryGetValue(kind, out var armed)) return false;
        if (armed == 1) _armed.Remove(kind);
        else _armed[kind] = armed - 1;
        _happened[kind] = _happened.GetValueOrDefault(kind) + 1;
        return true;
    }

    /// <summary>Disarms all faults.</summary>
    public void Disarm() => _armed.Clear();
}
