using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage;

/// <summary>
/// The chain over an entity's events: each hash covers the previous hash and the exact stored bytes and columns. If an
/// event is changed, dropped, added or moved, every later hash is wrong.
/// </summary>
public static class HashChain
{
    /// <summary>Enough room for an ordinary header, so that the buffer need not grow.</summary>
    private const int HeaderBytes = 512;

    /// <summary>The head of an entity without events: 32 zero bytes.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// The hash after one more event. Every part is written with its length, so that different events cannot give the
    /// same input.
    /// </summary>
    public static byte[] Next(
        ReadOnlySpan<byte> head, EntityId id, int version, EventHeader header, string type, ReadOnlySpan<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(HeaderBytes + body.Length);
        buffer.Write(head);
        Text(buffer, id.KindName);
        Text(buffer, id.Key);
        Number(buffer, version);
        Number(buffer, header.At.UtcTicks);
        Text(buffer, header.Actor);
        Text(buffer, header.Channel);
        Text(buffer, header.Cause ?? "");
        Text(buffer, header.RuleVersion);
        Text(buffer, header.CommandId);
        Text(buffer, type);
        Number(buffer, body.Length);
        buffer.Write(body);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(buffer, length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), number);
        buffer.Advance(sizeof(long));
    }
}
