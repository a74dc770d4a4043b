namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// The run of the host's suite on PostgreSQL leaves out what is marked as having stores of its own (test.sh). What is
/// marked wrongly would never be tried there.
/// </summary>
public sealed class StoreOfTestsTests
{
    private const string Mark = "[Trait(StoreOfTests.Trait, StoreOfTests.Own)]";
    private static readonly string[] _chosen = ["TestStore", "TestPlace", "AccountsUnderTest"];

    [Fact]
    public void No_class_that_is_left_out_keeps_anything_in_the_store_that_is_chosen()
    {
        var marked = Sources.Of("tests").Select(file => (file, Text: File.ReadAllText(file)))
            .Where(source => source.Text.Contains(Mark + "\npublic", StringComparison.Ordinal))
            .ToList();
        Assert.True(marked.Count > 10, "the mark was not found");
        Assert.DoesNotContain(
            marked, source => _chosen.Any(name => source.Text.Contains(name, StringComparison.Ordinal)));
    }
}
