using System.Buffers.Binary;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>The result of inspecting an uploaded video.</summary>
public abstract record VideoInspection
{
    private VideoInspection() { }

    /// <summary>A whole MP4 with a video track.</summary>
    public sealed record Fit : VideoInspection;

    /// <summary>An MP4 that is cut off or malformed.</summary>
    public sealed record Damaged : VideoInspection;

    /// <summary>An MP4 without picture.</summary>
    public sealed record NoVideoTrack : VideoInspection;

    /// <summary>No MP4.</summary>
    public sealed record Foreign : VideoInspection;

    /// <summary>The result for <paramref name="content"/>; never throws.</summary>
    public static VideoInspection Of(Stream content) => Mp4Scanner.Inspect(content);
}

/// <summary>
/// Reads the boxes of an MP4 (ISO/IEC 14496-12, 14496-14): ftyp with a brand of MP4, moov with a trak whose handler is
/// "vide", and mdat. A box must end inside the box around it, and nothing is decoded.
/// </summary>
internal static class Mp4Scanner
{
    private const int MaxDepth = 4;
    private const int MaxBoxes = 100_000;
    private const int MaxBrandBytes = 1024;

    private static readonly string[] _brands =
    [
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash",
    ];

    public static VideoInspection Inspect(Stream content)
    {
        Span<byte> start = stackalloc byte[16];
        if (!At(content, 0, start) || !start[4..8].SequenceEqual("ftyp"u8)) return new VideoInspection.Foreign();
        var seen = new Seen();
        if (!Scan(content, 0, content.Length, depth: 0, ref seen)) return new VideoInspection.Damaged();
        if (!seen.IsMp4) return new VideoInspection.Foreign();
        if (!seen.HasMovie || !seen.HasData) return new VideoInspection.Damaged();
        return seen.HasVideo ? new VideoInspection.Fit() : new VideoInspection.NoVideoTrack();
    }

    /// <summary>Reads boxes; false for a box that ends outside the box around it.</summary>
    private static bool Scan(Stream content, long at, long end, int depth, ref Seen seen)
    {
        Span<byte> head = stackalloc byte[16];
        while (end - at >= 8)
        {
            if (++seen.Boxes > MaxBoxes || !At(content, at, head[..8])) return false;
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var header = 8;
            if (size == 1)
            {
                if (end - at < 16 || !At(content, at, head)) return false;
                var large = BinaryPrimitives.ReadUInt64BigEndian(head[8..]);
                if (large > int.MaxValue) return false;
                (size, header) = ((long)large, 16);
            }
            else if (size == 0 && depth == 0)
            {
                size = end - at; // The last box of the file may run to its end.
            }
            if (size < header || size > end - at) return false;
            if (!Take(content, head[4..8], at + header, at + size, depth, ref seen)) return false;
            at += size;
        }
        return at == end || depth > 0;
    }

    private static bool Take(
        Stream content, ReadOnlySpan<byte> type, long at, long end, int depth, ref Seen seen)
    {
        if (depth == 0 && type.SequenceEqual("ftyp"u8))
        {
            var brands = new byte[Math.Min(end - at, MaxBrandBytes)];
            seen.IsMp4 |= At(content, at, brands) && HasBrand(brands);
        }
        else if (depth == 0 && type.SequenceEqual("mdat"u8)) seen.HasData |= end > at;
        else if (type.SequenceEqual("hdlr"u8) && end - at >= 12)
        {
            Span<byte> handler = stackalloc byte[4];
            seen.HasVideo |= At(content, at + 8, handler) && handler.SequenceEqual("vide"u8);
        }
        else if ((depth == 0 && type.SequenceEqual("moov"u8))
            || type.SequenceEqual("trak"u8)
            || type.SequenceEqual("mdia"u8))
        {
            seen.HasMovie |= depth == 0;
            return depth < MaxDepth && Scan(content, at, end, depth + 1, ref seen);
        }
        return true;
    }

    /// <summary>Reads the bytes at a position; false: there are fewer.</summary>
    private static bool At(Stream content, long at, Span<byte> bytes)
    {
        content.Position = at;
        return content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }

    private static bool HasBrand(ReadOnlySpan<byte> body)
    {
        for (var at = 0; at + 4 <= body.Length; at += 4)
        {
            if (at == 4) continue; // The minor version of the major brand.
            foreach (var brand in _brands)
                if (body.Slice(at, 4).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(brand))) return true;
        }
        return false;
    }

    private struct Seen
    {
        public bool IsMp4;
        public bool HasMovie;
        public bool HasData;
        public bool HasVideo;
        public int Boxes;
    }
}
