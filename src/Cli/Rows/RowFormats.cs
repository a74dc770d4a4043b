using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// The columns of a certificate in a CSV file. A column is a member of the JSON row (the holder's members have the
/// prefix "holder."), so that both formats are read by one contract and refuse the same.
/// </summary>
internal static class RowFormats
{
    /// <summary>The strict contract: unknown and missing members are faults of the row.</summary>
    public static JsonSerializerOptions Strict { get; } = new(RegistryJson.Wire.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    private static readonly HashSet<string> _numbers = ["documentVersion", "lastGradedCycle", "points"];

    /// <summary>The columns of a CSV register, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "certificateNumber", "kind", "holder.name", "holder.identityNumber", "holder.identityKind", "holder.bornOn",
        "authority", "firstIssuedOn", "validFrom", "validTo", "serviceUnit", "documentVersion", "lastGrade",
        "lastGradedCycle", "points", "cancelledBy", "cancelledOn", "previousFrom",
    ];

    public static bool IsCsv(FileInfo file) => file.Extension.ToUpperInvariant() switch
    {
        ".CSV" => true,
        ".JSONL" or ".NDJSON" => false,
        _ => throw new NotSupportedException($"{file.Name}: the extension must be .csv or .jsonl"),
    };

    /// <summary>The fields of a row, by column.</summary>
    public static IEnumerable<string?> Values(CertificateRow row)
    {
        var json = JsonNode.Parse(row.ToJson())!.AsObject();
        var holder = json["holder"]!.AsObject();
        return Columns.Select(column => column.StartsWith("holder.", StringComparison.Ordinal)
            ? holder[column[7..]]?.ToString()
            : json[column]?.ToString());
    }

    /// <summary>Reads one CSV row by its named fields; an empty field counts as missing.</summary>
    public static CertificateRow Read(IEnumerable<(string Column, string Value)> fields)
    {
        var json = new JsonObject();
        var holder = new JsonObject();
        foreach (var (column, value) in fields)
        {
            if (value.Length == 0) continue;
            var node = !_numbers.Contains(column) ? JsonValue.Create(value)
                : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : throw RowFault.Of($"{column}：“{value}”不是整数。", $"{column}: \"{value}\" is not a whole number.");
            if (column.StartsWith("holder.", StringComparison.Ordinal)) holder[column[7..]] = node;
            else json[column] = node;
        }
        json["holder"] = holder;
        return RowFault.Read<CertificateRow>(JsonSerializer.SerializeToUtf8Bytes(json));
    }
}
