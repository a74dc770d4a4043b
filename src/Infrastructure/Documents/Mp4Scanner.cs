using System.Buffers.Binary;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>What an upload turned out to be that should be a video.</summary>
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

    /// <summary>The verdict on <paramref name="content"/>; never throws.</summary>
    public static VideoInspection Of(ReadOnlySpan<byte> content) => Mp4Scanner.Inspect(content);
}

/// <summary>
/// Walks the boxes of an MP4 (ISO/IEC 14496-12, 14496-14): ftyp with a brand of MP4, moov, in it a trak whose handler
/// is "vide", and mdat. Boxes are bounded by those around them, and nothing is decoded.
/// </summary>
internal static class Mp4Scanner
{
    private const int MaxDepth = 4;
    private const int MaxBoxes = 100_000;

    private static readonly string[] _brands =
    [
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash",
    ];

    public static VideoInspection Inspect(ReadOnlySpan<byte> content)
    {
        if (content.Length < 16 || !content[4..8].SequenceEqual("ftyp"u8)) return new VideoInspection.Foreign();
        var seen = new Seen();
        if (!Scan(content, depth: 0, ref seen)) return new VideoInspection.Damaged();
        if (!seen.IsMp4) return new VideoInspection.Foreign();
        if (!seen.HasMovie || !seen.HasData) return new VideoInspection.Damaged();
        return seen.HasVideo ? new VideoInspection.Fit() : new VideoInspection.NoVideoTrack();
    }

    /// <summary>False for a box that runs over the end of the one around it.</summary>
    private static bool Scan(ReadOnlySpan<byte> boxes, int depth, ref Seen seen)
    {
        while (boxes.Length >= 8)
        {
            if (++seen.Boxes > MaxBoxes) return false;
            long size = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            var header = 8;
            if (size == 1)
            {
                if (boxes.Length < 16) return false;
                var large = BinaryPrimitives.ReadUInt64BigEndian(boxes[8..]);
                if (large > int.MaxValue) return false;
                (size, header) = ((long)large, 16);
            }
            else if (size == 0 && depth == 0)
            {
                size = boxes.Length; // The last box of the file may run to its end.
            }
            if (size < header || size > boxes.Length) return false;
            if (!Take(boxes[4..8], boxes[header..(int)size], depth, ref seen)) return false;
            boxes = boxes[(int)size..];
        }
        return boxes.Length == 0 || depth > 0;
    }

    private static bool Take(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body, int depth, ref Seen seen)
    {
        if (depth == 0 && type.SequenceEqual("ftyp"u8)) seen.IsMp4 |= HasBrand(body);
        else if (depth == 0 && type.SequenceEqual("mdat"u8)) seen.HasData |= body.Length > 0;
        else if (type.SequenceEqual("hdlr"u8) && body.Length >= 12)
            seen.HasVideo |= body[8..12].SequenceEqual("vide"u8);
        else if ((depth == 0 && type.SequenceEqual("moov"u8))
            || type.SequenceEqual("trak"u8)
            || type.SequenceEqual("mdia"u8))
        {
            seen.HasMovie |= depth == 0;
            return depth < MaxDepth && Scan(body, depth + 1, ref seen);
        }
        return true;
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

    private ref struct Seen
    {
        public bool IsMp4;
        public bool HasMovie;
        public bool HasData;
        public bool HasVideo;
        public int Boxes;
    }
}
