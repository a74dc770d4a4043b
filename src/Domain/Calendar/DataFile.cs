using System.Text.Json;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>What all embedded data files share: they are part of this program, and are JSON in UTF-8.</summary>
internal static class DataFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The bytes of an embedded file, by file name. This is not I/O: they are as fixed as the code.</summary>
    public static byte[] Embedded(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// Calls <paramref name="read"/> with the root of a JSON text; a byte order mark at the beginning, as some editors
    /// write it, is ignored. The answer is null, or what is wrong with the text (a bad escape shows only when the value
    /// is read).
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
