using System.Text.Json;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>What all data files have in common: they are embedded here, and are JSON in UTF-8.</summary>
internal static class DataFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The bytes of an embedded file, by file name. Not I/O: they are as fixed as the code.</summary>
    public static byte[] Embedded(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// Gives the root of a JSON text to <paramref name="read"/>; a byte order mark, as some editors write it, is
    /// passed over. Answers null, or what is wrong with the text as JSON (a bad escape shows only when it is read).
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> json, Action<JsonElement> read)
    {
        if (json.StartsWith(ByteOrderMark)) json = json[ByteOrderMark.Length..];
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            read(document.RootElement);
            return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return $"The file is not JSON in UTF-8: {broken.Message}";
        }
    }
}
