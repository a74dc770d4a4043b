using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The place on Orleans' ring, by the published vectors of XXH32 with seed 0.</summary>
public sealed class RingHashTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_hash_is_the_published_one(string text, uint expected) =>
        Assert.Equal(expected, RingHash.XxHash32(Sample.Bytes(text)));

    /// <summary>As Orleans 10.3 answered for these; the cluster tests ask it again.</summary>
    [Theory]
    [InlineData("P-000123", 1877570152)]
    [InlineData("P-123", -602010578)]
    public void A_place_is_the_one_that_Orleans_computes(string key, int expected) =>
        Assert.Equal(expected, RingHash.Of(new EntityId(EntityKind.Person, key)));
}
