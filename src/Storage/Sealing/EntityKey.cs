using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The data key of one entity, with which its state and its events are sealed, and nothing else. It is stored, wrapped,
/// before the state, so that it is in the same row. Whoever removes it there has erased the entity
/// (<see cref="Sealer.SealErased"/>).
/// </summary>
/// <param name="Wrapped">The stored form; it is never wrapped again.</param>
/// <param name="Key">The key.</param>
internal sealed record EntityKey(byte[] Wrapped, byte[] Key)
{
    /// <summary>Bytes of a wrapped key.</summary>
    public const int WrappedBytes = SealedBytes.Overhead + SealedBytes.KeyBytes;

    /// <summary>A cipher with the key, which must be disposed.</summary>
    public AesGcm Cipher() => new(Key, SealedBytes.TagBytes);
}
