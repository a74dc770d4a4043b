using System.Reflection;
using System.Xml.Linq;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;
using OrleansRegistry.Sheets;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md: Domain &lt;- Storage &lt;- Hosting &lt;- {Api, Cli}, Domain &lt;- Sheets &lt;- Api; and nobody looks past a port.</summary>
public sealed class ReferenceTests
{
    private const string Prefix = "OrleansRegistry.";

    public static TheoryData<Assembly, string[]> Rooms => new()
    {
        { typeof(IRegistry).Assembly, [] },
        { typeof(IRegistryStore).Assembly, ["Domain"] },
        { typeof(EmbeddedRegistry).Assembly, ["Domain", "Storage"] },
        { typeof(SheetPress).Assembly, ["Domain"] },
        { typeof(Program).Assembly, ["Domain", "Hosting", "Sheets"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(Assembly room, string[] allowed)
    {
        var known = room.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        Assert.Empty(known.Except(allowed));
    }

    /// <summary>These are programs or stand on Orleans, so their projects are read and not their assemblies.</summary>
    [Theory]
    [InlineData("src/Grains/Grains.csproj", "../Storage/Storage.csproj")]
    [InlineData("src/Silo/Silo.csproj", "../Api/Api.csproj", "../Grains/Grains.csproj")]
    public void What_stands_on_Orleans_knows_only_the_rooms_below_it(string project, params string[] allowed)
    {
        var text = XDocument.Load(Path.Combine(Sources.Root, project));
        Assert.Equal(allowed, text.Descendants("ProjectReference").Select(reference => (string?)reference.Attribute("Include")));
    }

    /// <summary>Commits, states as bytes and facts are made in one place for both hosts; neither makes its own.</summary>
    [Theory]
    [InlineData("new Commit\n")]
    [InlineData("RegistryJson.Wire.Certificate)")]
    [InlineData("HashChain.Next(")]
    public void What_both_hosts_need_exists_once(string made) => Assert.DoesNotContain(
        Sources.Of("src/Hosting").Concat(Sources.Of("src/Grains")).Concat(Sources.Of("src/Silo")),
        file => File.ReadAllText(file).Contains(made, StringComparison.Ordinal));

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

    [Theory]
    [InlineData("using OrleansRegistry.Hosting")]
    [InlineData("using OrleansRegistry.Sheets")]
    public void In_the_api_only_the_composition_root_names_the_host_and_the_press(string room)
    {
        var naming = Sources.Of("src/Api").Where(file => File.ReadAllText(file).Contains(room, StringComparison.Ordinal))
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
