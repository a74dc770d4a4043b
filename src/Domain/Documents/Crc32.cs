namespace OrleansRegistry.Domain.Documents;

/// <summary>The checksum of PNG chunks (ISO 3309, reflected, polynomial 0xEDB88320).</summary>
public static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    /// <summary>Over <paramref name="first"/> and then <paramref name="second"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        ~Update(Update(uint.MaxValue, first), second);

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes) crc = _table[(crc ^ next) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
