using System.Reflection;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md: Domain &lt;- Storage &lt;- Hosting &lt;- {Api, Cli}; and nobody looks past a port.</summary>
public sealed class ReferenceTests
{
    private const string Prefix = "OrleansRegistry.";

    public static TheoryData<Assembly, string[]> Rooms => new()
    {
        { typeof(IRegistry).Assembly, [] },
        { typeof(IRegistryStore).Assembly, ["Domain"] },
        { typeof(EmbeddedRegistry).Assembly, ["Domain", "Storage"] },
        { typeof(Program).Assembly, ["Domain", "Hosting"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(Assembly room, string[] allowed)
    {
        var known = room.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        Assert.Empty(known.Except(allowed));
    }

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
    public void In_the_api_only_the_composition_root_names_the_host()
    {
        var naming = Sources.Of("src/Api").Where(file => File.ReadAllText(file).Contains("OrleansRegistry.Hosting;", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Equal(["Program.cs"], naming);
    }

    [Fact]
    public void Nobody_outside_the_store_writes_SQL()
    {
        var writing = Sources.Of("src").Where(file => !file.Contains("/Storage/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("INSERT INTO", StringComparison.Ordinal) || text.Contains("UPDATE entity", StringComparison.Ordinal)));
        Assert.Empty(writing);
    }
}
