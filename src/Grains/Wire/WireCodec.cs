using System.Buffers;
using System.Text.Json;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains.Wire;

/// <summary>
/// Serialises the registry's own types. Between silos they are JSON by the one contract, so that Domain need not know
/// Orleans; between grains of one process they are passed as they are, because they are immutable. One byte tells which
/// of the two it is.
/// </summary>
public sealed class WireCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>The name of this codec on the wire.</summary>
    public const string Alias = "registry.wire";

    /// <inheritdoc cref="IGeneralizedCodec.IsSupportedType"/>
    public bool IsSupportedType(Type type) => type == typeof(WireCodec) || WireForms.Has(type);

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => IsSupportedType(type) ? true : null;

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
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
        var form = WireForms.Of(value.GetType());
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.GetSpan(1)[0] = form.Tag;
        buffer.Advance(1);
        using var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = RegistryJson.Wire.Options.Encoder });
        JsonSerializer.Serialize(json, value, form.Json);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The value of these bytes.</summary>
    public static object ValueOf(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes[1..], WireForms.Of(bytes[0]).Json)!;
}
