using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Makes the key of a new entity from the id of the command that creates it, so that a repeat gets the same key.
/// </summary>
public static class Keys
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 16; // 80 bits: two of a billion keys meet with odds of one in two million.

    /// <summary>The id of the entity of <paramref name="kind"/> that the command with this id creates.</summary>
    public static EntityId ForNew(EntityKind kind, string commandId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{EntityId.NameOf(kind)}:{commandId}"), hash);
        Span<char> key = stackalloc char[Characters];
        for (var i = 0; i < Characters; i++) key[i] = Alphabet[hash[i] % Alphabet.Length];
        return EntityId.Of(kind, new string(key));
    }
}
