using System.Buffers;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// The content of an upload in a rented buffer. What was in it is wiped when it goes back: these are people's papers.
/// </summary>
internal sealed class BoundedRead : IDisposable
{
    private const int FirstBytes = 64 * 1024;
    private byte[] _buffer;
    private int _length;

    private BoundedRead(byte[] buffer) => _buffer = buffer;

    /// <summary>What was read: all of it, or one byte more than the limit.</summary>
    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <summary>Reads to the end, or one byte over <paramref name="limit"/> and no further.</summary>
    public static async Task<BoundedRead> Of(Stream stream, long limit, CancellationToken cancellation)
    {
        var max = checked((int)limit + 1);
        var read = new BoundedRead(ArrayPool<byte>.Shared.Rent(Math.Min(FirstBytes, max)));
        try
        {
            while (read._length < max)
            {
                if (read._length == read._buffer.Length) read.Grow(max);
                var room = Math.Min(read._buffer.Length, max) - read._length;
                var got = await stream.ReadAsync(read._buffer.AsMemory(read._length, room), cancellation);
                if (got == 0) break;
                read._length += got;
            }
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length == 0) return;
        buffer.AsSpan(0, _length).Clear();
        _length = 0;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Grow(int max)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 2L, max));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
