using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The passwords that attackers try first (Frequent/README.md), as hashes.</summary>
public static class FrequentPasswords
{
    private const string Resource = "frequent-passwords.bin";
    private static readonly Lazy<ulong[]> _hashes = new(Load);

    /// <summary>How many passwords there are.</summary>
    public static int Count => _hashes.Value.Length;

    /// <summary>True when <paramref name="password"/>, in lower case, is one of them.</summary>
    public static bool Has(string password) => Array.BinarySearch(_hashes.Value, HashOf(password)) >= 0;

    private static ulong HashOf(string password) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

    private static ulong[] Load()
    {
        using var stream = typeof(FrequentPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly");
        var hashes = new ulong[stream.Length / sizeof(ulong)];
        stream.ReadExactly(MemoryMarshal.AsBytes(hashes.AsSpan()));
        if (BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(hashes, hashes);
        return hashes;
    }
}
