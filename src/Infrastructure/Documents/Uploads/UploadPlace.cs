using System.Buffers;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// One upload while it is received: it is written to a file, so that a slow sender uses no memory. The file is deleted
/// when it is closed.
/// </summary>
public sealed class UploadPlace : ReceivedFile
{
    private const int ChunkBytes = 64 * 1024;

    private readonly UploadSpace _space;
    private readonly string _accountId;
    private readonly FileStream _file;
    private string _sha256 = "";
    private long _taken;
    private bool _disposed;

    internal UploadPlace(UploadSpace space, string accountId, FileStream file) =>
        (_space, _accountId, _file) = (space, accountId, file);

    /// <inheritdoc/>
    public override long Bytes => _file.Length;

    /// <inheritdoc/>
    public override string Sha256 => _sha256;

    /// <summary>
    /// Reads to the end, or until there is one byte more than <paramref name="max"/>; the result is the refusal, or
    /// null.
    /// </summary>
    public async Task<Refusal?> Fill(Stream content, long max, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var read = 0L; ;)
            {
                var room = (int)Math.Min(ChunkBytes, max + 1 - read);
                var got = await content.ReadAsync(buffer.AsMemory(0, room), cancellation);
                if (got == 0) break;
                if ((read += got) > max) return DocumentRefusals.TooLarge(max);
                if (!_space.TryTake(got)) return Refusals.StorageAway();
                _taken += got;
                hash.AppendData(buffer, 0, got);
                await _file.WriteAsync(buffer.AsMemory(0, got), cancellation);
            }
            _sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public override Stream Open()
    {
        _file.Position = 0;
        return _file;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_disposed) return;
        _disposed = true;
        _file.Dispose();
        _space.Leave(_accountId, _taken);
    }
}
