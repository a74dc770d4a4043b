using System.Buffers;

namespace OrleansRegistry.Api.Http.Repeats;

/// <summary>An answer as it is stored for a repeat: status, body and the headers that matter.</summary>
internal sealed record KeptAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    private const byte Format = 1;

    /// <summary>For an answer that is not stored: a repeat of the request reads anew.</summary>
    public static KeptAnswer ReadAnew { get; } = new(0, null, null, null, []);

    /// <summary>The answer in <paramref name="http"/>, with the body that was written.</summary>
    public static KeptAnswer Of(HttpContext http, byte[] body) => new(
        http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.Location, http.Response.Headers.ETag,
        body);

    /// <summary>Answers with it.</summary>
    public void Write(HttpContext http)
    {
        var response = http.Response;
        response.Headers["Idempotency-Replayed"] = "true";
        response.StatusCode = Status;
        if (Location is not null) response.Headers.Location = Location;
        if (ETag is not null) response.Headers.ETag = ETag;
        if (ContentType is not null) response.ContentType = ContentType;
        if (Body.Length == 0) return;
        response.ContentLength = Body.Length;
        response.BodyWriter.Write(Body);
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(Format);
            writer.Write(Status);
            writer.Write(ContentType ?? "");
            writer.Write(Location ?? "");
            writer.Write(ETag ?? "");
            writer.Write(Body.Length);
            writer.Write(Body);
        }
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static KeptAnswer Read(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()));
        if (reader.ReadByte() != Format) throw new InvalidDataException("An answer of a form that is not known.");
        var status = reader.ReadInt32();
        var (contentType, location, tag) = (Text(reader), Text(reader), Text(reader));
        return new KeptAnswer(status, contentType, location, tag, reader.ReadBytes(reader.ReadInt32()));
    }

    private static string? Text(BinaryReader reader) => reader.ReadString() is { Length: > 0 } text ? text : null;
}
