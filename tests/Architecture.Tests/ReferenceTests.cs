using System.Reflection;
using OrleansRegistry.Api;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Portal;
using OrleansRegistry.Sheets;
using OrleansRegistry.Silo;
using OrleansRegistry.Simulation;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// The arrows of ARCHITECTURE.md: Domain &lt;- Storage &lt;- {Grains, Infrastructure} &lt;- Silo, Domain &lt;- {Api,
/// Portal, Sheets} &lt;- Silo &lt;- Cli; and nobody looks past a port.
/// </summary>
public sealed class ReferenceTests
{
    private const string Prefix = "OrleansRegistry.";

    public static TheoryData<Assembly, string[]> Rooms => new()
    {
        { typeof(IRegistry).Assembly, [] },
        { typeof(IRegistryStore).Assembly, ["Domain"] },
        { typeof(EntityGrain).Assembly, ["Domain", "Storage"] },
        { typeof(RegistryOptions).Assembly, ["Domain", "Storage"] },
        { typeof(RegistrySimulation).Assembly, ["Domain", "Storage", "Grains", "Infrastructure"] },
        { typeof(SheetRenderer).Assembly, ["Domain"] },
        { typeof(ApiHost).Assembly, ["Domain"] },
        { typeof(PortalRoutes).Assembly, ["Domain"] },
        { typeof(SiloProgram).Assembly, ["Domain", "Storage", "Grains", "Infrastructure", "Sheets", "Api", "Portal"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(Assembly room, string[] allowed)
    {
        var known = room.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        Assert.Empty(known.Except(allowed));
    }

    /// <summary>Each thing that must not be done in two ways, and the one file that does it.</summary>
    [Theory]
    [InlineData("new Commit\n", "Storage/Deciding/CommitBuilder.cs")]
    [InlineData("HashChain.Next(", "Storage/Deciding/CommitBuilder.cs", "Storage/IAuditSource.cs")]
    [InlineData("Machine.Of(id.Kind).Decide(", "Storage/Deciding/CommandStep.cs")]
    [InlineData("CommandStep.Decide(", "Grains/Pipeline/CommandPipeline.cs")]
    [InlineData(".UseOrleans(", "Silo/RegistryComposition.cs")]
    [InlineData("new RulebookStore(", "Silo/RegistryComposition.cs", "Infrastructure/StoredRegistry.cs")]
    [InlineData("RegisterGrainTimer(", "Grains/Pumps/PumpGrain.cs")]
    public void What_may_be_done_in_one_way_only_is_done_in_one_place(string made, params string[] where) =>
        Assert.Equal(
        where.Order(),
        Sources.Of("src").Where(file => File.ReadAllText(file).Contains(made, StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Path.Combine(Sources.Root, "src"), file)).Order());

    /// <summary>
    /// Endpoints and pages ask <see cref="Reads"/> with a caller; whoever may see what is decided there alone. The
    /// state that a command meets is the pipeline's.
    /// </summary>
    [Theory]
    [InlineData(".Load(")]
    [InlineData(".Queries")]
    [InlineData("Documents.Find(")]
    [InlineData(".ContextFor(")]
    public void Nobody_who_answers_people_loads_an_entity_around_the_access_rules(string around) =>
        Assert.DoesNotContain(
            Sources.Of("src/Api").Concat(Sources.Of("src/Portal")).Concat(Sources.Of("src/Portal", "*.razor")),
            file => File.ReadAllText(file).Contains(around, StringComparison.Ordinal));

    /// <summary>
    /// What a silo does by itself is a <see cref="BackgroundLoop"/>, or a pump of which the cluster has one.
    /// </summary>
    [Theory]
    [InlineData("PeriodicTimer")]
    [InlineData("new Timer(")]
    [InlineData(".CreateTimer(")]
    [InlineData("BackgroundService")]
    public void Nothing_runs_by_a_timer_of_its_own(string timer) =>
        Assert.DoesNotContain(
            Sources.Of("src"), file => File.ReadAllText(file).Contains(timer, StringComparison.Ordinal));

    [Fact]
    public void The_domain_uses_nothing_but_the_language()
    {
        var foreign = typeof(IRegistry).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
        var project = File.ReadAllText(Path.Combine(Sources.Root, "src/Domain/Domain.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.Equal(1, project.Split("PackageReference").Length - 1); // The analyzer of banned symbols.
    }

    [Fact]
    public void Nobody_outside_the_store_writes_SQL()
    {
        var writing = Sources.Of("src").Where(file => !file.Contains("/Storage/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("INSERT INTO", StringComparison.Ordinal)
                    || text.Contains("UPDATE entity", StringComparison.Ordinal)));
        Assert.Empty(writing);
    }
}
