using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Rows;

/// <summary>One kind of row: how it is read from a line, and how it is made from the register.</summary>
/// <param name="tag">The only member of its line; null: the line itself is the content.</param>
/// <param name="entity">The entities of the register that it exports.</param>
internal abstract class RowKind(string? tag, EntityKind entity)
{
    /// <summary>The only member of its line; null: the line itself is the content.</summary>
    public string? Tag => tag;

    /// <summary>The entities of the register that it exports.</summary>
    public EntityKind Entity => entity;

    /// <summary>
    /// Reads the content of a line; throws <see cref="RowFaultException"/>, which says what is wrong.
    /// </summary>
    public abstract Row Read(ReadOnlySpan<byte> json);

    /// <summary>The row of an entity on this register.</summary>
    public abstract ValueTask<Row> Of(IRegistry registry, Loaded loaded, CancellationToken cancellation);
}

/// <summary>A kind of row whose content is a <typeparamref name="T"/>.</summary>
internal sealed class RowKind<T>(
    string? tag, EntityKind entity, Func<T, Row> row, Func<IRegistry, Loaded, CancellationToken, ValueTask<Row>> of)
    : RowKind(tag, entity)
{
    public override Row Read(ReadOnlySpan<byte> json) =>
        row(RowFault.Read<T>(json));

    public override ValueTask<Row> Of(IRegistry registry, Loaded loaded, CancellationToken cancellation) =>
        of(registry, loaded, cancellation);
}

/// <summary>The kinds of row that a file may have, and the reading of a line of any of them.</summary>
internal static class RowKinds
{
    /// <summary>In the order in which they are exported: kinds that others name come first.</summary>
    public static IReadOnlyList<RowKind> All { get; } =
    [
        CertificateLine.Kind, OperatorLine.Kind, VehicleLine.Kind, TripLine.Kind, EmployerLine.Kind,
        RailDriverLine.Kind,
    ];

    /// <summary>
    /// Reads a line: {"tag": content} with a known tag and nothing else, or a certificate without a tag.
    /// </summary>
    public static Row Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read()
            || reader.TokenType != JsonTokenType.StartObject
            || !reader.Read()
            || reader.TokenType != JsonTokenType.PropertyName)
            return CertificateLine.Kind.Read(json);
        var tag = TagOf(reader);
        if (All.FirstOrDefault(known => known.Tag is not null && known.Tag == tag) is not { } kind)
            return CertificateLine.Kind.Read(json);
        reader.Read();
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        var content = json[from..(int)reader.BytesConsumed];
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndObject)
            throw RowFault.Of($"“{tag}” 旁边不能有其他成员。", $"Nothing may stand beside \"{tag}\".");
        if (reader.Read()) throw RowFault.NotJson();
        return kind.Read(content);
    }

    /// <summary>The name of the first member; null: it has half of a surrogate pair, so it is no known tag.</summary>
    private static string? TagOf(Utf8JsonReader atName)
    {
        try
        {
            return atName.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
