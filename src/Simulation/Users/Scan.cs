using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Simulation.Users;

/// <summary>The one file that everybody uploads for every material, because the law only reads its record.</summary>
internal static class Scan
{
    private static readonly byte[] _bytes = [0x89, 0x50, 0x4E, 0x47];
    private static readonly string _sha256 = Convert.ToHexStringLower(SHA256.HashData(_bytes));

    public static MemoryStream Content() => new(_bytes, writable: false);

    public static DocumentRecord Record(
        string id, MaterialKind kind, string contentType, string accountId, DateTimeOffset at) => new(
        id, kind, accountId, kind.ToString(), contentType, _bytes.Length, _sha256, 413, 579, 300, [], at);
}
