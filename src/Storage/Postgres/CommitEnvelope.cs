using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Postgres.Writing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// A commit as the one payload that Orleans' AdoNet persistence sends, and the meaning of the one number that it gets
/// back (the other half is in migrations 0006, 0009 and 0025). For a grain storage serializer: <see cref="Write"/>
/// before the write, <see cref="ResultOf"/> after it, <see cref="ReadEntity"/> for a read.
/// </summary>
public static class CommitEnvelope
{
    /// <summary>
    /// Flipped in the ETag by each commit without events, so that the ETag changes although the version does not.
    /// </summary>
    private const int Flip = 1 << 30;
    private const int Repeated = -1;
    private const int HeadBytes = 32;

    /// <summary>The payload for a write.</summary>
    /// <param name="commit">The one commit.</param>
    /// <param name="epoch">The host's (<see cref="PostgresRegistryStore.Epoch"/>).</param>
    public static byte[] Write(Commit commit, long epoch)
    {
        var rows = new CommitRowsOf();
        rows.Add(commit);
        return JsonSerializer.SerializeToUtf8Bytes(
            new EnvelopeJson(
                epoch, rows.Commits, rows.Events, rows.Released, rows.Taken, rows.Searches, rows.Applications,
                rows.Notices, rows.Consequences, rows.Freed, rows.Booked, rows.Documents),
            EnvelopeContext.Default.EnvelopeJson);
    }

    /// <summary>The entity in the payload of a read.</summary>
    public static StoredEntity ReadEntity(ReadOnlyMemory<byte> payload) => new(
        BinaryPrimitives.ReadInt32BigEndian(payload.Span), payload[(sizeof(int) + HeadBytes)..],
        payload.Slice(sizeof(int), HeadBytes));

    /// <summary>The entity's version in an ETag; 0 for a null ETag.</summary>
    public static int VersionOf(string? etag) =>
        string.IsNullOrEmpty(etag) ? 0 : int.Parse(etag, CultureInfo.InvariantCulture) & ~Flip;

    /// <summary>
    /// The result of a write that ended without an exception (a version conflict is Orleans'
    /// InconsistentStateException). If it is anything but Committed, the ETag is no version, and the state must be read
    /// before the next write. In this way it is not known which entity has a taken reservation.
    /// </summary>
    public static CommitResult ResultOf(Commit commit, string? etag)
    {
        var number = string.IsNullOrEmpty(etag) ? 0 : int.Parse(etag, CultureInfo.InvariantCulture);
        return number switch
        {
            0 => CommitResult.Lost,
            > 0 => CommitResult.Ok,
            Repeated => CommitResult.Already,
            _ => new CommitResult.ReservationTaken(InPlace(commit, -2 - number), default),
        };
    }

    /// <summary>
    /// Positions count the reservations without an interval first, then those with one, in the order of the payload.
    /// </summary>
    private static Reservation InPlace(Commit commit, int place) =>
        commit.Taken.Where(reservation => reservation.During is null)
            .Concat(commit.Taken.Where(reservation => reservation.During is not null))
            .ElementAt(place);
}

internal sealed record EnvelopeJson(
    long Epoch,
    List<CommitRow> Commits,
    List<EventRow> Events,
    List<ReservationRow> Released,
    List<ReservationRow> Taken,
    List<SearchedRow> Searches, List<FiledRow> Applications, List<NoticeRow> Notices, List<OutboxRow> Consequences,
    List<BookingRow> Freed, List<BookingRow> Booked, List<DocumentRow> Documents);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(HexBytes)])]
[JsonSerializable(typeof(EnvelopeJson))]
internal sealed partial class EnvelopeContext : JsonSerializerContext;

/// <summary>Bytes in the textual form that PostgreSQL reads: \x and hexadecimal.</summary>
internal sealed class HexBytes : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Convert.FromHexString(reader.GetString()!.AsSpan(2));

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        writer.WriteStringValue("\\x" + Convert.ToHexStringLower(value.Span));
}
