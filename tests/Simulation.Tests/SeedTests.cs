namespace OrleansRegistry.Simulation.Tests;

/// <summary>
/// Years of a small register with faults. Goal: whatever goes wrong, in whatever order, no invariant breaks. Method:
/// one seed after the other; a seed that fails is named, and the same seed does the same again.
/// </summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    [Fact]
    public void No_seed_breaks_an_invariant()
    {
        var commands = 0L;
        for (var seed = 1; seed <= Seeds.Count; seed++)
        {
            var result = RegistrySimulation.Run(Seeds.Of(seed));
            Assert.True(result.Broken.IsEmpty, result.Say());
            Assert.True(result.Faults.Values.Sum() >= 20, $"seed {seed}: {string.Join(", ", result.Faults)}");
            commands += result.Commands;
        }
        output.WriteLine($"{Seeds.Count} seeds, {commands} commands");
    }

    [Fact]
    public void The_same_seed_does_the_same_again_and_another_seed_something_else()
    {
        var (first, again) = (RegistrySimulation.Run(Seeds.Of(1)), RegistrySimulation.Run(Seeds.Of(1)));
        Assert.Equal((first.Trace, first.Commands), (again.Trace, again.Commands));
        Assert.NotEqual(first.Trace, RegistrySimulation.Run(Seeds.Of(3)).Trace);
    }

    [Fact]
    public void Every_kind_of_fault_happens()
    {
        var result = RegistrySimulation.Run(Seeds.Of(1));
        Assert.Equal(Enum.GetValues<Faults.FaultKind>(), result.Faults.Keys);
    }
}
