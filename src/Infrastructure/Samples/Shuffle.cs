namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// The numbers from 0 up to <c>count</c> (exclusive) in an order that looks random, each exactly once, without storing
/// any: a Feistel network over the next power of four, applied until the number is in range. So a register of any size
/// has no identity number twice and needs no memory for it.
/// </summary>
internal sealed class Shuffle
{
    private const int Rounds = 4;
    private readonly ulong _count;
    private readonly ulong _seed;
    private readonly int _halfBits;

    public Shuffle(long count, int seed)
    {
        _count = (ulong)count;
        _seed = SeededRandom.Mix(unchecked((ulong)seed + 0x5EED));
        _halfBits = 1;
        while (1UL << (2 * _halfBits) < _count) _halfBits++;
    }

    /// <summary>The number at <paramref name="place"/>; it is below the count.</summary>
    public long At(long place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)place, _count, nameof(place));
        var number = (ulong)place;
        do
        {
            number = Stir(number);
        }
        while (number >= _count);
        return (long)number;
    }

    private ulong Stir(ulong number)
    {
        var mask = (1UL << _halfBits) - 1;
        var (left, right) = (number >> _halfBits, number & mask);
        for (var round = 1UL; round <= Rounds; round++)
            (left, right) = (
                right, left ^ (SeededRandom.Mix(unchecked(right + round * 0x9E3779B97F4A7C15 + _seed)) & mask));
        return (left << _halfBits) | right;
    }
}
