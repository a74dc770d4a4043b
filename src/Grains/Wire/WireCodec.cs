using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Wire;

/// <summary>
/// The registry's own types between silos: the one JSON contract, so that Domain knows no Orleans; and between grains
/// of one process: themselves, for they are immutable. One byte says which of the three it is.
/// </summary>
public sealed class WireCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>The name of this codec on the wire.</summary>
    public const string Alias = "registry.wire";

    private const byte EnvelopeTag = 1, AnswerTag = 2, SnapshotTag = 3;

    /// <inheritdoc cref="IGeneralizedCodec.IsSupportedType"/>
    public bool IsSupportedType(Type type) => type == typeof(WireCodec) || IsOurs(type);

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => IsSupportedType(type) ? true : null;

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType!, typeof(WireCodec), WireType.LengthPrefixed);
        var bytes = BytesOf(value);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    /// <inheritdoc/>
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference(ref reader, field.FieldType ?? typeof(object));
        field.EnsureWireType(WireType.LengthPrefixed);
        ReferenceCodec.MarkValueField(reader.Session);
        var length = reader.ReadVarUInt32();
        return ValueOf(reader.ReadBytes(length));
    }

    /// <summary>The bytes of one value.</summary>
    public static byte[] BytesOf(object value)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = RegistryJson.Wire.Options.Encoder });
        switch (value)
        {
            case Envelope envelope:
                Tag(buffer, EnvelopeTag);
                JsonSerializer.Serialize(json, envelope, RegistryJson.Wire.Envelope);
                break;
            case Answer answer:
                Tag(buffer, AnswerTag);
                JsonSerializer.Serialize(json, answer, RegistryJson.Wire.Answer);
                break;
            case EntitySnapshot snapshot:
                Tag(buffer, SnapshotTag);
                BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), snapshot.Version);
                buffer.Advance(sizeof(int));
                JsonSerializer.Serialize(json, snapshot.State, RegistryJson.Wire.EntityState);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), null);
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The value of these bytes.</summary>
    public static object ValueOf(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        EnvelopeTag => JsonSerializer.Deserialize(bytes[1..], RegistryJson.Wire.Envelope)!,
        AnswerTag => JsonSerializer.Deserialize(bytes[1..], RegistryJson.Wire.Answer)!,
        SnapshotTag => new EntitySnapshot(
            JsonSerializer.Deserialize(bytes[(1 + sizeof(int))..], RegistryJson.Wire.EntityState)!,
            BinaryPrimitives.ReadInt32LittleEndian(bytes[1..])),
        var unknown => throw new JsonException($"no value of the registry begins with {unknown}"),
    };

    private static void Tag(ArrayBufferWriter<byte> buffer, byte tag)
    {
        buffer.GetSpan(1)[0] = tag;
        buffer.Advance(1);
    }

    private static bool IsOurs(Type type) =>
        type == typeof(Envelope) || type == typeof(EntitySnapshot) || typeof(Answer).IsAssignableFrom(type);
}
