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

    [Fact]
    public void A_place_is_the_kinds_hash_times_31_plus_the_keys()
    {
        var id = Sample.Certificate(1);
        var expected = unchecked(
            (int)((RingHash.XxHash32("certificate"u8) * 31) + RingHash.XxHash32("Q-000001"u8)));
        Assert.Equal(expected, RingHash.Of(id));
    }
}
