using System.Text;

namespace OrleansRegistry.Sheets.Pdf;

/// <summary>
/// The bytes of a PDF while they are written. Numbers are written digit by digit: a page has thousands, and formatting
/// them as texts took longer than packing them.
/// </summary>
internal sealed class PdfText(int capacity = 4_096)
{
    private const int Decimals = 1_000;
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public PdfText Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    /// <summary>ASCII.</summary>
    public PdfText Add(string text)
    {
        Length += Encoding.ASCII.GetBytes(text, Room(text.Length));
        return this;
    }

    /// <summary>A number with up to three decimals and the space after it.</summary>
    public PdfText Add(double number)
    {
        var room = Room(32);
        var (thousandths, at) = ((long)Math.Round(Math.Abs(number) * Decimals), 0);
        if (number < 0 && thousandths > 0) room[at++] = (byte)'-';
        at += Digits(thousandths / Decimals, room[at..]);
        if (thousandths % Decimals is > 0 and var rest)
        {
            room[at++] = (byte)'.';
            for (var unit = Decimals / 10; rest > 0; rest %= unit, unit /= 10) room[at++] = (byte)('0' + rest / unit);
        }
        room[at++] = (byte)' ';
        Length += at;
        return this;
    }

    /// <summary>A number of sixteen bits as four hexadecimal digits.</summary>
    public PdfText Hex(int number)
    {
        var room = Room(4);
        for (var i = 0; i < 4; i++) room[i] = "0123456789ABCDEF"u8[number >> 12 - 4 * i & 15];
        Length += 4;
        return this;
    }

    private static int Digits(long number, Span<byte> room)
    {
        var count = 1;
        for (var rest = number; rest > 9; rest /= 10) count++;
        for (var at = count - 1; at >= 0; at--, number /= 10) room[at] = (byte)('0' + number % 10);
        return count;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        return _bytes.AsSpan(Length);
    }
}
