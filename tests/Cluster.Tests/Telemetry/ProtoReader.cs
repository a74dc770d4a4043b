using System.Buffers.Binary;
using System.Text;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>
/// One field of a message in protocol buffers: a number, or bytes that are a text or a message themselves.
/// </summary>
internal readonly record struct ProtoField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    public double Double => BitConverter.UInt64BitsToDouble(Value);

    public IEnumerable<ProtoField> Fields => ProtoReader.Read(Bytes);

    /// <summary>The message's fields of this number.</summary>
    public IEnumerable<ProtoField> All(int number) => Fields.Where(field => field.Number == number);

    /// <summary>The message's field of this number; without one what has neither bytes nor a value.</summary>
    public ProtoField One(int number) => All(number).FirstOrDefault();
}

/// <summary>
/// Reads protocol buffers as far as OTLP uses them: varints, fixed numbers, bytes. What a field means is said by its
/// number (opentelemetry-proto, v1).
/// </summary>
internal static class ProtoReader
{
    public static IEnumerable<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var (number, kind) = Math.DivRem(Varint(message, ref at), 8);
            yield return kind switch
            {
                0 => new ProtoField((int)number, Varint(message, ref at), default),
                1 => Fixed((int)number, Take(message, ref at, 8)),
                2 => Delimited((int)number, message, ref at),
                5 => Fixed((int)number, Take(message, ref at, 4)),
                _ => throw new InvalidDataException($"wire type {kind}"),
            };
        }
    }

    private static ProtoField Fixed(int number, ReadOnlyMemory<byte> bytes) => new(number, bytes.Length == 8
        ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span), default);

    private static ProtoField Delimited(int number, ReadOnlyMemory<byte> message, ref int at)
    {
        var length = (int)Varint(message, ref at);
        return new ProtoField(number, 0, Take(message, ref at, length));
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> message, ref int at, int bytes)
    {
        at += bytes;
        return message.Slice(at - bytes, bytes);
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
