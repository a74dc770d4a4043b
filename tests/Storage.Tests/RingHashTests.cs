using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The place on Orleans' ring of reminders.</summary>
public sealed class RingHashTests
{
    /// <summary>As Orleans answered for these; the cluster tests ask it again.</summary>
    [Theory]
    [InlineData("P-000123", 1877570152)]
    [InlineData("P-123", -602010578)]
    public void A_place_is_the_one_that_Orleans_computes(string key, int expected) =>
        Assert.Equal(expected, RingHash.Of(new EntityId(EntityKind.Person, key)));
}
