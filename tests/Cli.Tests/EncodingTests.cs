using System.Text;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Cli.Tests.Registers;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// Goal: a register is read in the one encoding that it has, with whichever line ends (findings p26, p27), and what is
/// exported is nothing that a spreadsheet calculates (M9). Method: files as Excel on Windows and on a Mac saves them.
/// </summary>
public sealed class EncodingTests : IDisposable
{
    private static readonly CertificateRow[] _rows = [.. Plain(3).Select((row, i) => row with
    {
        Holder = row.Holder with { Name = i == 1 ? "莫希" : row.Holder.Name }, // Its bytes in GBK are valid UTF-8.
        ServiceUnit = i == 1 ? null : row.ServiceUnit,
    })];

    private static readonly Encoding _gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static string Text(string newLine, params CertificateRow[] rows) =>
        string.Concat(((string[])[Header, .. rows.Select(Csv)]).Select(line => line + newLine));

    private async Task<Receipt[]> Import(int code, byte[] bytes, params string[] more)
    {
        await File.WriteAllBytesAsync(_scratch["rows.csv"], bytes);
        await Ends(code, ["import", _scratch["rows.csv"], "--data", _scratch["data"], .. more]);
        return [.. Receipt.Read(_scratch["rows.csv.receipt.csv"])];
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task P26_whatever_ends_a_line_every_row_has_its_receipt(string newLine)
    {
        var receipts = await Import(0, Encoding.UTF8.GetBytes(Text(newLine, _rows)));
        Assert.Equal([2, 3, 4], receipts.Select(receipt => (int)receipt.Line));
        Assert.All(receipts, receipt => Assert.Equal("registered", receipt.Outcome));
    }

    [Fact]
    public async Task P26_a_file_of_mixed_line_ends_loses_no_row()
    {
        var mixed = $"{Header}\r{Csv(_rows[0])}\r\n{Csv(_rows[1])}\r{Csv(_rows[2])}\n";
        Assert.Equal(3, (await Import(0, Encoding.UTF8.GetBytes(mixed))).Length);
    }

    [Fact]
    public async Task P27_of_a_file_that_is_not_utf_8_no_row_is_taken_and_with_its_encoding_all_are()
    {
        var bytes = _gbk.GetBytes(Text("\r\n", _rows));
        var refused = await Import(1, bytes);
        Assert.Equal(3, refused.Length);
        Assert.All(refused, receipt => Assert.Equal("MALFORMED", receipt.Code));
        Assert.Contains("--encoding gb18030", refused[1].ReasonZh, StringComparison.Ordinal);
        File.Delete(_scratch["rows.csv.receipt.csv"]);
        Assert.All(await Import(0, bytes, "--encoding", "gb18030"),
            receipt => Assert.Equal("registered", receipt.Outcome));
        await Ends(0, "export", _scratch["out.csv"], "--data", _scratch["data"]);
        Assert.Contains("莫希", await File.ReadAllTextAsync(_scratch["out.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M9_a_cell_that_a_spreadsheet_would_calculate_is_quoted_and_read_back()
    {
        string[] units = ["=HYPERLINK(\"http://127.0.0.1/?\"&A1)", "+1", "-1", "@SUM(A1)", "'=1", "'安心运输"];
        var rows = Plain(units.Length).Zip(units, (row, unit) => row with { ServiceUnit = unit }).ToArray();
        await File.WriteAllLinesAsync(_scratch["rows.jsonl"], rows.Select(Json));
        await Ends(0, "import", _scratch["rows.jsonl"], "--data", _scratch["data"]);
        await Ends(0, "export", _scratch["out.csv"], "--data", _scratch["data"]);
        var cells = (await File.ReadAllTextAsync(_scratch["out.csv"])).Split(',', '\n').Select(c => c.Trim('"'));
        Assert.DoesNotContain(cells, cell => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@');
        await Ends(0, "import", _scratch["out.csv"], "--data", _scratch["again"]);
        await Ends(0, "export", _scratch["again.csv"], "--data", _scratch["again"]);
        Assert.Equal((await File.ReadAllLinesAsync(_scratch["out.csv"])).Order(),
            (await File.ReadAllLinesAsync(_scratch["again.csv"])).Order());
        await Ends(0, "export", _scratch["again.jsonl"], "--data", _scratch["again"]);
        var back = await File.ReadAllTextAsync(_scratch["again.jsonl"]);
        Assert.Contains("\"serviceUnit\":\"+1\"", back.Replace("\\u002B", "+"), StringComparison.Ordinal);
    }
}
