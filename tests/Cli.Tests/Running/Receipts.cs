using CsvHelper;

namespace OrleansRegistry.Tests.Running;

/// <summary>One line of a receipt.</summary>
internal sealed record Receipt(long Line, string Outcome, string Id, string Code, string ReasonZh, string ReasonEn)
{
    /// <summary>All lines of a receipt, in the order of the file.</summary>
    public static Receipt[] Read(string path)
    {
        var text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(Of)];
    }

    private static Receipt Of(string line)
    {
        using var reader = CsvReader.FromText(line, CsvReaderOptions.Default with { HasHeader = false });
        Assert.True(reader.Read());
        return new Receipt(
            long.Parse(reader.GetString(0), System.Globalization.CultureInfo.InvariantCulture), reader.GetString(1),
            reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
    }
}
