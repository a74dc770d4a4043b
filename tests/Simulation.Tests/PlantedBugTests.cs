using OrleansRegistry.Simulation.Checking;
using OrleansRegistry.Simulation.Tests.Planted;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Tests;

/// <summary>
/// Goal: the simulation would notice. Method: a store with a bug between a silo and the tables. While nothing goes
/// wrong the bug is not to be seen; with faults a few seeds find it, by the invariant that it is about.
/// </summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    /// <summary>A thousand are allowed; so many are enough.</summary>
    private const int MaxSeeds = 40;

    [Fact]
    public void A_tick_that_is_read_once_and_then_never_again_is_found() =>
        Found(store => new TicksOnlyOnce(store), silos: 1, Invariant.DeadlineKept);

    [Fact]
    public void A_consequence_whose_row_is_not_removed_by_its_own_commit_is_found() =>
        Found(store => new ConsequencesRemovedLater(store), silos: 1, Invariant.ConsequenceOnce);

    [Fact]
    public void A_commit_that_does_not_check_the_version_is_found() =>
        Found(store => new CommitsUnchecked(store), silos: 2, Invariant.HistoryIsState);

    private void Found(Func<IRegistryStore, IRegistryStore> bug, int silos, Invariant expected)
    {
        var quiet = RegistrySimulation.Run(Seeds.Of(1, bug) with { Silos = silos, Faults = 0 });
        Assert.True(quiet.Broken.IsEmpty, quiet.Say());
        for (var seed = 1; seed <= MaxSeeds; seed++)
        {
            var result = RegistrySimulation.Run(Seeds.Of(seed, bug) with { Silos = silos });
            if (!result.Broken.Any(broken => broken.Invariant == expected)) continue;
            output.WriteLine(result.Say());
            return;
        }
        Assert.Fail($"{MaxSeeds} seeds have not noticed it");
    }
}
