using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>Writes calendar years in the format that <see cref="CalendarReader"/> reads.</summary>
internal static class CalendarWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 1, NewLine = "\n" };

    public static byte[] Write(ImmutableSortedDictionary<int, CalendarYear> years)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            foreach (var (number, year) in years)
            {
                writer.WriteStartObject(number.ToString("0000", CultureInfo.InvariantCulture));
                WriteDates(writer, CalendarReader.HolidaysName, year.Holidays);
                WriteDates(writer, CalendarReader.WorkdaysName, year.Workdays);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDates(Utf8JsonWriter writer, string name, ImmutableArray<DateOnly> dates)
    {
        writer.WriteStartArray(name);
        foreach (var date in dates) writer.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }
}
