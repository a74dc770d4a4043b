using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Cli.Tests.Registers;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class HostileFileTests : IDisposable
{
    private static readonly CertificateRow[] _good = Plain(8);

    private static readonly (string Zh, string En) _notJson =
        ("不是有效的 JSON（不完整、语法错误或嵌套过深）。", "Not valid JSON: cut off, wrong, or too deep.");

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>What cannot be true, whatever the format.</summary>
    private static IEnumerable<(CertificateRow Row, string Code)> Untrue()
    {
        var row = Plain(9)[8];
        yield return (row with
        {
            Holder = row.Holder with { IdentityNumber = WrongChecksum(row.Holder.IdentityNumber) },
        }, "IDENTIFIER_INVALID");
        yield return (row with { Authority = "99" }, "MALFORMED");
        yield return (row with { Authority = "河南" }, "MALFORMED");
        yield return (row with { ValidFrom = DateOnly.MaxValue, ValidTo = null }, "MALFORMED");
        yield return (row with { ValidFrom = DateOnly.MaxValue, ValidTo = DateOnly.MaxValue }, "MALFORMED");
        yield return (row with { FirstIssuedOn = DateOnly.MinValue }, "MALFORMED");
        yield return (row with
        {
            FirstIssuedOn = DateOnly.MinValue,
            ValidFrom = DateOnly.MinValue,
            ValidTo = DateOnly.MaxValue,
        }, "MALFORMED");
        yield return (row with { Points = int.MinValue }, "MALFORMED");
        yield return (row with
        {
            LastGradedCycle = int.MaxValue,
            Points = int.MaxValue,
            DocumentVersion = int.MinValue,
        }, "MALFORMED");
        yield return (row with { CancelledBy = CancellationGround.Request }, "MALFORMED");
        yield return (row with { CertificateNumber = new string('9', 5000) }, "MALFORMED");
        yield return (_good[0] with
        {
            Kind = Other(_good[0].Kind),
            Holder = _good[0].Holder with { Name = "另一人" },
        }, "IDENTITY_CHECK_FAILED");
        yield return (_good[1] with { ServiceUnit = "另一单位" }, "DUPLICATE");
    }

    private static CertificateKind Other(CertificateKind kind) =>
        kind == CertificateKind.DangerousGoodsLoader
            ? CertificateKind.DangerousGoodsEscort
            : CertificateKind.DangerousGoodsLoader;

    [Fact]
    public async Task Csv_every_bad_row_has_its_receipt_and_every_good_one_is_taken()
    {
        var row = Csv(_good[2]);
        (string Text, string Expected)[] lines =
        [
            .. Mixed(Csv),
            ("\"" + row, "MALFORMED"),
            (row + ",more", "MALFORMED"),
            (row[..row.LastIndexOf(',')], "MALFORMED"),
            (row.Replace(_good[2].Holder.Name, "\u0001", StringComparison.Ordinal), "IDENTITY_CHECK_FAILED"),
            (new string('x', 1 << 20), "MALFORMED"),
            (row.Replace(_good[2].ValidFrom.ToString("yyyy-MM-dd"), "2026-02-30", StringComparison.Ordinal),
                "MALFORMED"),
            (row.Replace(",,", ",99999999999999999999,", StringComparison.Ordinal), "MALFORMED"),
            (row, "already"),
            (row[..(row.Length / 2)], "MALFORMED"), // The end of the file, in the middle of a row.
        ];
        await Check(
            "hostile.csv", [.. Encoding.UTF8.Preamble, .. Bytes([Header, .. lines.Select(line => line.Text)], "\r\n")],
            2, lines);
    }

    [Fact]
    public async Task Json_lines_every_bad_row_has_its_receipt_and_every_good_one_is_taken()
    {
        var row = Json(_good[3]);
        (string Text, string Expected)[] lines =
        [
            .. Mixed(Json),
            (row.Replace("{\"certificateNumber\"", "{\"unknown\":1,\"certificateNumber\"", StringComparison.Ordinal),
                "MALFORMED"),
            (row.Replace("\"authority\"", "\"authority\":\"41\",\"authority\"", StringComparison.Ordinal), "MALFORMED"),
            (row.Replace(_good[3].Holder.Name, "\u0001", StringComparison.Ordinal), "MALFORMED"),
            (row.Replace(_good[3].Holder.Name, "\\ud800", StringComparison.Ordinal), "MALFORMED"),
            (row.Replace(_good[3].Holder.Name, "a\\u0000b", StringComparison.Ordinal), "IDENTITY_CHECK_FAILED"),
            (row.Replace(_good[3].ValidFrom.ToString("yyyy-MM-dd"), "2026-02-30", StringComparison.Ordinal),
                "MALFORMED"),
            ("{}", "MALFORMED"), ("null", "MALFORMED"), ("[]", "MALFORMED"), ("17", "MALFORMED"),
            (new string('[', 5000), "MALFORMED"),
            ("{\"holder\":null}", "MALFORMED"),
            (row + row, "MALFORMED"),
            ("\"" + new string('y', 1 << 20) + "\"", "MALFORMED"),
            (row, "already"),
            (row[..(row.Length / 2)], "MALFORMED"),
        ];
        await Check("hostile.jsonl", Bytes([.. lines.Select(line => line.Text)], "\n"), 1, lines);
    }

    /// <summary>By the members of the file, as the HTTP contract does, and not in the words of a parser.</summary>
    [Fact]
    public async Task What_is_wrong_with_a_row_is_named_by_its_member_in_both_languages()
    {
        const string no = "Not a known member.", wrong = "取值无效（类型、日期或选项不正确）。";
        const string value = "Not a value that is possible here: its type, its date or its choice is wrong.";
        static string With(Action<JsonObject> change)
        {
            var row = JsonNode.Parse(Json(_good[0]))!.AsObject();
            change(row);
            return row.ToJsonString();
        }
        (string Line, string Zh, string En)[] lines =
        [
            (With(row => row["colour"] = 1), "colour：未知字段。", $"colour: {no}"),
            (With(row => row["holder"]!["colour"] = 1), "holder.colour：未知字段。", $"holder.colour: {no}"),
            (With(row => row.Remove("authority")), "authority：必填。", "authority: Required."),
            (With(row => row["validFrom"] = "2026-02-30"), $"validFrom：{wrong}", $"validFrom: {value}"),
            (With(row => row["kind"] = "tram"), $"kind：{wrong}", $"kind: {value}"),
            ("{\"\\ud800\":1}", _notJson.Zh, _notJson.En), // Half a character in a name.
            ("{\"trip\":1", _notJson.Zh, _notJson.En),
            ("null", "该行为 null。", "The line is null."),
        ];
        await File.WriteAllLinesAsync(_scratch["wrong.jsonl"], lines.Select(line => line.Line));
        await Ends(1, "import", _scratch["wrong.jsonl"], "--data", _scratch["data"]);
        Assert.Equal(lines.Select(line => (line.Zh, line.En)),
            Receipt.Read(_scratch["wrong.jsonl.receipt.csv"]).Select(receipt => (receipt.ReasonZh, receipt.ReasonEn)));
    }

    [Theory]
    [InlineData("certificateNumber,kind,colour", "colour")]
    [InlineData("certificateNumber,kind,kind", "kind")]
    [InlineData("\"certificateNumber,kind", "header")]
    public async Task A_header_that_nobody_knows_takes_nothing(string header, string named)
    {
        await File.WriteAllTextAsync(_scratch["wrong.csv"], header + "\n" + Csv(_good[0]) + "\n");
        var refused = await Ends(2, "import", _scratch["wrong.csv"], "--data", _scratch["data"]);
        Assert.Contains(named, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        Assert.Equal("0", RawDatabase.Run(_scratch["data"], "SELECT count(*) FROM entity"));
        Assert.False(File.Exists(_scratch["wrong.csv.receipt.csv"]));
    }

    /// <summary>
    /// Good rows first and last, bad ones between them; "registered", "already" or the code of the refusal.
    /// </summary>
    private static IEnumerable<(string Text, string Expected)> Mixed(Func<CertificateRow, string> write) =>
    [
        .. _good.Take(4).Select(row => (write(row), "registered")),
        .. Untrue().Select(bad => (write(bad.Row), bad.Code)),
        .. _good.Skip(4).Select(row => (write(row), "registered")),
    ];

    private async Task Check(string name, byte[] bytes, long firstLine, (string Text, string Expected)[] lines)
    {
        var file = _scratch[name];
        await File.WriteAllBytesAsync(file, bytes);
        await Ends(1, "import", file, "--dry-run", "--data", _scratch["data"], "--receipt", _scratch["dry.csv"]);
        await Ends(1, "import", file, "--data", _scratch["data"]);
        var receipts = Receipt.Read(file + ".receipt.csv");
        Assert.True(lines.Select((line, i) => $"{firstLine + i} {line.Expected}").SequenceEqual(receipts.Select(Shown)),
            string.Join(
                '\n', lines.Zip(receipts, (line, receipt) => $"expected {line.Expected}: {Inspected(receipt)}")));
        Assert.All(receipts.Where(receipt => receipt.Outcome == "refused"), receipt =>
        {
            Assert.Contains(receipt.ReasonZh, character => character is > '\u4e00' and < '\u9fff');
            Assert.Contains(receipt.ReasonEn, char.IsAsciiLetter);
            Assert.DoesNotContain("OrleansRegistry", receipt.ReasonZh + receipt.ReasonEn, StringComparison.Ordinal);
        });
        Assert.Equal(receipts.Select(Inspected), Receipt.Read(_scratch["dry.csv"]).Select(Inspected));
        Assert.Equal("8", RawDatabase.Run(_scratch["data"], "SELECT count(*) FROM entity WHERE kind = 'certificate'"));

        await Ends(1, "import", file, "--dry-run", "--data", _scratch["data"], "--receipt", _scratch["dry.csv"]);
        Assert.All(Receipt.Read(_scratch["dry.csv"]), receipt => Assert.NotEqual("registered", receipt.Outcome));
        await Ends(0, "verify", "--data", _scratch["data"]);
    }

    private static string Shown(Receipt receipt) =>
        $"{receipt.Line} {(receipt.Outcome == "refused" ? receipt.Code : receipt.Outcome)}";

    private static string Inspected(Receipt receipt) => $"{Shown(receipt)} {receipt.ReasonZh} {receipt.ReasonEn}";

    /// <summary>Text as UTF-8, with no break at the end.</summary>
    private static byte[] Bytes(IEnumerable<string> lines, string newLine) =>
        Encoding.UTF8.GetBytes(string.Join(newLine, lines));
}
