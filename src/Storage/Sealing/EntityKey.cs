using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The data key of one entity: its state and its events are sealed under it, and nothing else. It lies, wrapped, in
/// front of the state, so that it comes and goes with the row; whoever drops it there has erased the entity
/// (<see cref="Sealer.SealErased"/>).
/// </summary>
/// <param name="Wrapped">As it is stored, never wrapped anew.</param>
/// <param name="Key">The key.</param>
internal sealed record EntityKey(byte[] Wrapped, byte[] Key)
{
    /// <summary>Bytes of a wrapped key.</summary>
    public const int WrappedBytes = SealedBytes.Overhead + SealedBytes.KeyBytes;

    /// <summary>A cipher with it; to be disposed.</summary>
    public AesGcm Cipher() => new(Key, SealedBytes.TagBytes);
}
