namespace OrleansRegistry.Simulation.Tests;

/// <summary>
/// Years of a small register with faults. Goal: whatever goes wrong, in whatever order, no invariant breaks. Method:
/// one seed after the other; a seed that fails is named, and the same seed does the same again.
/// </summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    /// <summary>
    /// What must have happened in some seed: a model in which nobody acts would break nothing either.
    /// </summary>
    private static readonly string[] _happens =
    [
        "application.notAccepted", "application.refused", "application.supplementRequested", "application.limitMissed",
        "application.pickUpMissed", "certificate.renewalOpened", "certificate.renewed", "certificate.expired",
        "certificate.lapseWarned", "certificate.cancelled", "certificate.cycleAssessed", "certificate.cycleMissed",
        "certificate.violationRecorded", "railApplication.reported", "railApplication.granted",
        "railApplication.announced", "trip.reviewAsked", "trip.paperPrinted", "trip.received", "trip.ended",
        "trip.cancelled",
    ];

    [Fact]
    public void No_seed_breaks_an_invariant_and_everybody_in_the_model_has_something_to_do()
    {
        var commands = 0L;
        var happened = new HashSet<string>();
        for (var seed = 1; seed <= Seeds.Count; seed++)
        {
            var result = RegistrySimulation.Run(Seeds.Of(seed));
            Assert.True(result.Broken.IsEmpty, result.Say());
            Assert.True(result.Faults.Values.Sum() >= 20, $"seed {seed}: {string.Join(", ", result.Faults)}");
            commands += result.Commands;
            happened.UnionWith(result.Load.Events.Keys);
        }
        Assert.Empty(_happens.Except(happened));
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
