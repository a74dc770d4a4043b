using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("csv", "jsonl")]
    [InlineData("jsonl", "csv")]
    public async Task What_is_exported_is_imported_elsewhere_and_exported_the_same(string first, string second)
    {
        var (sample, export, again) = (
            _scratch["sample." + first], _scratch["export." + second], _scratch["again." + second]);
        await Ends(0, "sample", sample, "--certificates", "1000", "--today", "2026-08-28", "--seed", "7");
        var taken = await Ends(0, "import", sample, "--data", _scratch["one"]);
        Assert.Contains("1000 rows: 1000 registered, 0 were there, 0 refused.", taken.Out, StringComparison.Ordinal);
        await Ends(0, "export", export, "--data", _scratch["one"]);
        await Ends(0, "import", export, "--data", _scratch["two"]);
        await Ends(0, "export", again, "--data", _scratch["two"]);
        Assert.Equal(Sorted(export), Sorted(again));
        await Ends(0, "verify", "--data", _scratch["one"]);
        await Ends(0, "verify", "--data", _scratch["two"]);
    }

    [Fact]
    public async Task What_was_taken_is_handed_out_with_everything_it_said()
    {
        var (rows, file, export) = (Registers.Rows(1000), _scratch["rows.jsonl"], _scratch["export.jsonl"]);
        await File.WriteAllLinesAsync(file, rows.Select(Registers.Json));
        await Ends(0, "import", file, "--data", _scratch["data"]);
        await Ends(0, "export", export, "--data", _scratch["data"]);
        // Only what the row left open may be added: the number of the document and the kind of the identity.
        var given = rows.ToDictionary(row => (row.CertificateNumber, row.Kind), row => row.Points ?? 0);
        foreach (var line in await File.ReadAllLinesAsync(export))
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(line)!;
            var row = rows.Single(r => r.CertificateNumber == (string?)json["certificateNumber"]
                && System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(r.Kind.ToString()) == (string?)json["kind"]);
            Assert.Equal(given[(row.CertificateNumber, row.Kind)], (int?)json["points"] ?? 0);
            Assert.Equal(row.Holder.Name, (string?)json["holder"]!["name"]);
            Assert.Equal(row.ValidTo?.ToString("yyyy-MM-dd"), (string?)json["validTo"]);
            Assert.Equal(row.LastGradedCycle, (int?)json["lastGradedCycle"]);
        }
    }

    [Fact]
    public async Task Imported_twice_is_taken_once()
    {
        var file = _scratch["sample.csv"];
        await Ends(0, "sample", file, "--certificates", "300", "--today", "2026-08-28");
        await Ends(0, "import", file, "--data", _scratch["data"]);
        var events = RawDatabase.Run(_scratch["data"], "SELECT count(*) FROM event");
        var again = await Ends(0, "import", file, "--data", _scratch["data"]);
        Assert.Contains("300 rows: 0 registered, 300 were there, 0 refused.", again.Out, StringComparison.Ordinal);
        Assert.All(Receipt.Read(file + ".receipt.csv"), receipt => Assert.Equal("already", receipt.Outcome));
        Assert.Equal(events, RawDatabase.Run(_scratch["data"], "SELECT count(*) FROM event"));
    }

    [Fact]
    public async Task An_export_overwrites_nothing()
    {
        await File.WriteAllTextAsync(_scratch["kept.csv"], "kept");
        await Ends(0, "import", await Some(), "--data", _scratch["data"]);
        var refused = await Ends(2, "export", _scratch["kept.csv"], "--data", _scratch["data"]);
        Assert.Contains("exists already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(_scratch["kept.csv"]));
    }

    [Fact]
    public async Task A_dry_run_where_there_is_no_registry_makes_none()
    {
        var inspected = await Ends(0, "import", await Some(), "--dry-run", "--data", _scratch["none"]);
        Assert.Contains("20 would be registered", inspected.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch["none"]));
    }

    [Fact]
    public async Task The_receipt_of_a_dry_run_is_not_resumed()
    {
        var file = await Some();
        await Ends(0, "import", file, "--dry-run", "--data", _scratch["data"]);
        var refused = await Ends(2, "import", file, "--resume", "--data", _scratch["data"]);
        Assert.Contains("dry run", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_there_is_said_and_ends_with_2()
    {
        Assert.Contains(
            "There is no registry", (await Ends(2, "verify", "--data", _scratch["none"])).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "There is no file", (await Ends(2, "import", _scratch["none.csv"], "--data", _scratch["data"])).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            ".csv or .jsonl", (await Ends(2, "sample", _scratch["wrong.xlsx"])).Error, StringComparison.Ordinal);
        var file = await Some();
        Assert.Contains(
            "overwrite", (await Ends(2, "import", file, "--receipt", file, "--data", _scratch["data"])).Error,
            StringComparison.Ordinal);
    }

    private async Task<string> Some()
    {
        var file = _scratch["some.csv"];
        await Ends(0, "sample", file, "--certificates", "20", "--today", "2026-08-28");
        return file;
    }

    private static string[] Sorted(string path) => [.. File.ReadAllLines(path).Order(StringComparer.Ordinal)];
}
