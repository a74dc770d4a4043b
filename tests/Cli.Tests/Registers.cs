using System.Text;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Cli.Tests;

/// <summary>Made-up registers of these tests.</summary>
internal static class Registers
{
    public const string Header = "certificateNumber,kind,holder.name,holder.identityNumber,holder.identityKind,"
        + "holder.bornOn,authority,firstIssuedOn,validFrom,validTo,serviceUnit,documentVersion,lastGrade,"
        + "lastGradedCycle,points,cancelledBy,cancelledOn";

    private static readonly DateOnly _today = new(2026, 8, 28);

    public static CertificateRow[] Rows(int count, int seed = 1) =>
        [.. SampleRegister.Make(count, seed, _today).Select(
            sample => CertificateRow.Of(sample.Person, sample.Certificate))];

    /// <summary>Rows that are on the register for certain: not cancelled, one a person.</summary>
    public static CertificateRow[] Plain(int count) =>
        [.. Rows(count * 2)
            .Where(row => row.CancelledBy is null)
            .DistinctBy(row => row.Holder.IdentityNumber)
            .Take(count)];

    public static string Json(CertificateRow row) => Encoding.UTF8.GetString(row.ToJson());

    /// <summary>A row as CSV; nothing in a made-up row needs quotes.</summary>
    public static string Csv(CertificateRow row)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(row.ToJson())!;
        return string.Join(',', Header.Split(',').Select(column =>
            (column.StartsWith("holder.", StringComparison.Ordinal)
                ? json["holder"]![column[7..]]
                : json[column])?.ToString() ?? ""));
    }

    /// <summary>The number with another check digit.</summary>
    public static string WrongChecksum(string number) => number[..^1] + (number[^1] == '1' ? '2' : '1');
}
