using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>
/// Every vector of rules.md E and B.2, and the edge cases of each standard, as data an inspector can read. "Today" is
/// 2026-06-30 in all of them.
/// </summary>
public sealed class IdentifierVectorTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Vector[] Vectors = JsonSerializer.Deserialize<Vector[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Identifiers", "identifiers.json")), Json)!;

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_gets_the_answer_written_beside_it(string name)
    {
        var vector = Vectors.Single(candidate => candidate.Name == name);

        var check = IdentifierChecks.Check(vector.IdentifierKind, vector.Value, Today, vector.Colour);

        Assert.Equal(vector.Reason, check.Fault?.ToString().ToUpperInvariant());
        Assert.Equal(vector.Valid, check.Valid);
        Assert.Equal(vector.Valid ? vector.Normalized ?? vector.Value : null, check.Normalized);
        Assert.Equal(vector.Warnings ?? [], check.Warnings);
    }

    [Fact]
    public void The_file_has_a_valid_and_an_invalid_vector_of_every_kind()
    {
        foreach (var kind in Enum.GetValues<IdentifierKind>())
        {
            Assert.Contains(Vectors, vector => vector.IdentifierKind == kind && vector.Valid);
            Assert.Contains(Vectors, vector => vector.IdentifierKind == kind && !vector.Valid);
        }
    }

    [Fact]
    public void The_file_has_every_fault() =>
        Assert.Equal(
            Enum.GetNames<IdentifierFault>().Select(fault => fault.ToUpperInvariant()).Order(),
            Vectors.Select(vector => vector.Reason).OfType<string>().Distinct().Order());

    [Fact]
    public void Any_valid_vector_checks_again_and_stays_as_it_is()
    {
        foreach (var vector in Vectors.Where(vector => vector.Valid))
        {
            var first = IdentifierChecks.Check(vector.IdentifierKind, vector.Value, Today, vector.Colour);
            var again = IdentifierChecks.Check(vector.IdentifierKind, first.Normalized, Today, vector.Colour);

            Assert.True(again.Valid, vector.Name);
            Assert.Equal(first, again);
        }
    }

    /// <summary>One row of identifiers.json.</summary>
    private sealed record Vector(
        string Name,
        string Kind,
        string? Value,
        bool Valid,
        string? Reason,
        string? Colour = null,
        string? Normalized = null,
        string[]? Warnings = null)
    {
        public IdentifierKind IdentifierKind => Enum.Parse<IdentifierKind>(Kind, ignoreCase: true);
    }
}
