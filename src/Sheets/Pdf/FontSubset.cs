using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Pdf;

/// <summary>
/// The part of a font that a sheet uses, as a TrueType font of its own: glyphs get new numbers in the order of their
/// first use, 0 remains "no such glyph"; the parts of composite glyphs are included.
/// </summary>
internal sealed class FontSubset(FontFace face)
{
    private readonly List<int> _old = [0];
    private readonly Dictionary<int, int> _new = new() { [0] = 0 };

    public FontFace Face => face;

    /// <summary>How many glyphs it has; their numbers are below this.</summary>
    public int Count => _old.Count;

    /// <summary>The width of a glyph of the subset, in thousandths of the em.</summary>
    public int WidthOf(int number) => (int)Math.Round(1000.0 * face.AdvanceOf(_old[number]) / face.UnitsPerEm);

    /// <summary>The new number of a glyph.</summary>
    public int NumberOf(int glyph)
    {
        if (_new.TryGetValue(glyph, out var number)) return number;
        _old.Add(glyph);
        return _new[glyph] = _old.Count - 1;
    }

    /// <summary>The subset as a font file with the tables that a PDF needs (ISO 32000-1, 9.9).</summary>
    public byte[] Write()
    {
        var descriptions = new MemoryStream();
        var (places, widths) = (new MemoryStream(), new MemoryStream());
        for (var number = 0; number < _old.Count; number++) // Grows while parts are found.
        {
            U32(places, (uint)descriptions.Length);
            descriptions.Write(Renumbered(face.Glyph(_old[number])));
            while (descriptions.Length % 4 != 0) descriptions.WriteByte(0);
            U16(widths, (ushort)face.AdvanceOf(_old[number]));
            U16(widths, (ushort)(face.BearingOf(_old[number]) & 0xFFFF));
        }
        U32(places, (uint)descriptions.Length);
        var (head, hhea, maxp) = (Copy("head"), Copy("hhea"), Copy("maxp"));
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0); // The checksum of the whole, computed below.
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1); // Places of 32 bits.
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)_old.Count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)_old.Count);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = head, ["hhea"] = hhea, ["maxp"] = maxp, ["hmtx"] = widths.ToArray(),
            ["loca"] = places.ToArray(), ["glyf"] = descriptions.ToArray(),
        };
        foreach (var hints in new[] { "cvt ", "fpgm", "prep" })
            if (face.Optional(hints) is { } table) tables[hints] = table.All.ToArray();
        return Assemble(tables);
    }

    private byte[] Copy(string tag) => face.Table(tag).All.ToArray();

    private byte[] Renumbered(FontBytes description)
    {
        var copy = description.All.ToArray();
        foreach (var (glyph, at) in Outline.PartsOf(description))
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)NumberOf(glyph));
        return copy;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        var power = BitOperations.Log2((uint)tables.Count);
        U32(file, 0x00010000);
        foreach (var number in new[] { tables.Count, 16 << power, power, 16 * tables.Count - (16 << power) })
            U16(file, (ushort)number);
        var (at, headAt) = (12 + 16 * tables.Count, 0);
        foreach (var (tag, table) in tables)
        {
            if (tag == "head") headAt = at;
            file.Write(Encoding.ASCII.GetBytes(tag));
            foreach (var number in new[] { Sum(table), (uint)at, (uint)table.Length }) U32(file, number);
            at += (table.Length + 3) / 4 * 4;
        }
        foreach (var table in tables.Values)
        {
            file.Write(table);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }
        var bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(bytes)));
        return bytes;
    }

    private static uint Sum(byte[] table)
    {
        var sum = 0u;
        var rest = table.AsSpan();
        for (; rest.Length >= 4; rest = rest[4..]) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(rest));
        for (var i = 0; i < rest.Length; i++) sum = unchecked(sum + ((uint)rest[i] << (24 - 8 * i)));
        return sum;
    }

    private static void U16(MemoryStream to, ushort number) => to.Write([(byte)(number >> 8), (byte)(number & 0xFF)]);

    private static void U32(MemoryStream to, uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        to.Write(bytes);
    }
}
