using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// T12: receipts lie beside the file long after an import and are sent around by mail. Goal: they name rows by their
/// line and fields by their name, and never repeat what stood there (decisions 7). Method: every field of a row in turn
/// has the number of a person, or a phone, where something else belongs, in both formats; then the receipts, and what
/// the command said, are looked through.
/// </summary>
public sealed class ReceiptPrivacyTests : IDisposable
{
    private const string Phone = "13600000777", Number = "41018519820615001X", Address = "金水区测试路七十七号";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task T12_no_receipt_repeats_a_number_a_phone_or_an_address_out_of_its_row()
    {
        var rows = Registers.Plain(60);
        await File.WriteAllLinesAsync(_scratch["rows.jsonl"], Broken(rows));
        await File.WriteAllLinesAsync(
            _scratch["rows.csv"], rows.SelectMany(Csv).Prepend(Registers.Header), Encoding.UTF8);
        var known = rows.SelectMany(row => new[] { row.Holder.IdentityNumber, row.CertificateNumber })
            .Append(Phone).Append(Number).Append(Address).Where(text => text.Length >= 8).ToArray();
        foreach (var file in (string[])["rows.jsonl", "rows.csv"])
        {
            var ended = await Run("import", _scratch[file], "--data", _scratch["data"]);
            Assert.Equal(1, ended.ExitCode);
            var receipts = await File.ReadAllTextAsync(_scratch[file + ".receipt.csv"]);
            Assert.True(receipts.Split("refused").Length > 20, receipts);
            Assert.DoesNotContain(known, text => receipts.Contains(text, StringComparison.Ordinal));
            Assert.DoesNotContain(known, text => ended.ToString().Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>Good rows, and of each member one row in which something stands that does not belong there.</summary>
    private static IEnumerable<string> Broken(CertificateRow[] rows)
    {
        var (next, lines) = (0, new List<string> { Registers.Json(rows[0]), Registers.Json(rows[0]) });
        foreach (var wrong in (string[])[Number, Phone, Address])
        {
            foreach (var member in JsonNode.Parse(Registers.Json(rows[0]))!.AsObject().Select(one => one.Key))
            {
                var row = JsonNode.Parse(Registers.Json(rows[next++ % rows.Length]))!;
                row[member] = wrong;
                lines.Add(row.ToJsonString());
            }
            foreach (var member in (string[])["name", "identityNumber", "identityKind", "bornOn"])
            {
                var row = JsonNode.Parse(Registers.Json(rows[next++ % rows.Length]))!;
                row["holder"]![member] = wrong;
                lines.Add(row.ToJsonString());
            }
            var unknown = JsonNode.Parse(Registers.Json(rows[next++ % rows.Length]))!;
            unknown[wrong] = wrong;
            lines.Add(unknown.ToJsonString());
            lines.Add($"{{\"holder\":{wrong}");
        }
        // The same number under another name, and the same certificate of somebody else.
        var other = JsonNode.Parse(Registers.Json(rows[0]))!;
        other["holder"]!["name"] = "李四";
        lines.Add(other.ToJsonString());
        other["holder"]!["identityNumber"] = rows[1].Holder.IdentityNumber;
        lines.Add(other.ToJsonString());
        return lines;
    }

    /// <summary>A row that is shifted by a column, one cut off in quotes, and one with a wrong check digit.</summary>
    private static IEnumerable<string> Csv(CertificateRow row)
    {
        var cells = Registers.Csv(row).Split(',');
        yield return string.Join(',', cells.Skip(1).Append(Phone));
        yield return string.Join(',', cells.SkipLast(1).Prepend(row.Holder.IdentityNumber));
        yield return string.Join(',', cells.Append(Address));
        cells[3] = Registers.WrongChecksum(cells[3]);
        yield return string.Join(',', cells);
    }
}
