using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class KilledImportTests : IDisposable
{
    private const int Certificates =
        5_000, Operators = 150, Vehicles = 2_000, Rows = Certificates + Operators + Vehicles;

    /// <summary>
    /// Drivers are among the first half of the certificates; after these come the operators, then all else in turn.
    /// </summary>
    private const int Drivers = 3_000;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task An_import_that_was_killed_goes_on_where_it_was()
    {
        var (file, data) = (_scratch["sample.jsonl"], _scratch["data"]);
        await Ends(
            0, "sample", file, "--certificates", $"{Certificates}", "--operators", $"{Operators}",
            "--vehicles", $"{Vehicles}", "--today", "2026-08-28", "--without-trips");
        var made = await File.ReadAllLinesAsync(file);
        string[] lines = [.. made[..Drivers], .. made[Certificates..^Vehicles],
            .. made[Drivers..Certificates].Zip(
                made[^Vehicles..]).SelectMany(pair => (string[])[pair.First, pair.Second])];
        for (var i = Drivers + Operators + 211; i < Rows; i += 500) lines[i] = lines[i][..^7];
        await File.WriteAllLinesAsync(file, lines);
        var bad = lines.Count(line => line[^1] != '}');

        await KillAfter(receipts: Drivers + 100, file, data);
        var before = Receipt.Read(file + ".receipt.csv").Length;
        Assert.InRange(before, Drivers + 100, Rows - 1);
        await File.AppendAllTextAsync(file + ".receipt.csv", $"{before + 1},regis"); // The worst moment: half a line.
        var resumed = await Ends(1, "import", file, "--resume", "--data", data);

        Assert.Contains($"{Rows - before} rows:", resumed.Out, StringComparison.Ordinal);
        var receipts = Receipt.Read(file + ".receipt.csv");
        Assert.Equal(Enumerable.Range(1, Rows).Select(line => (long)line), receipts.Select(receipt => receipt.Line));
        Assert.Equal(bad, receipts.Count(receipt => receipt.Outcome == "refused"));
        Assert.Equal($"{Rows - bad}", RawDatabase.Run(data, "SELECT count(*) FROM entity WHERE kind <> 'person'"));
        Assert.Equal($"{Rows - bad}", RawDatabase.Run(data,
            "SELECT count(DISTINCT key) FROM event WHERE kind <> 'person' AND version = 1"));
        Assert.Equal(Rows - bad, receipts.Where(receipt => receipt.Id.Length > 0)
            .DistinctBy(receipt => receipt.Id)
            .Count());
        // Whatever was broken off, an operator has all its permits and drivers: nothing is left to be done.
        var again = await Ends(1, "import", file, "--data", data);
        Assert.Contains($"0 registered, {Rows - bad} were there, {bad} refused", again.Out, StringComparison.Ordinal);
        await Ends(0, "verify", "--data", data);
    }

    [Fact]
    public async Task A_receipt_of_another_file_is_not_resumed()
    {
        var file = _scratch["sample.csv"];
        await Ends(0, "sample", file, "--certificates", "10", "--today", "2026-08-28");
        await Ends(0, "import", file, "--data", _scratch["data"]);
        await Ends(0, "import", file, "--data", _scratch["data"], "--resume");
        await File.AppendAllTextAsync(file, "\n");
        var refused = await Ends(2, "import", file, "--data", _scratch["data"], "--resume");
        Assert.Contains("another file", refused.Error, StringComparison.Ordinal);
    }

    private static async Task KillAfter(int receipts, string file, string data)
    {
        using var process = Programs.Start("Cli", ["import", file, "--data", data]);
        var drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await LoneSilo.Until(TimeSpan.FromMinutes(2), () =>
        {
            if (process.HasExited) throw new InvalidOperationException("it ended before it was killed");
            return Task.FromResult(File.Exists(file + ".receipt.csv")
                && File.ReadLines(file + ".receipt.csv").Count() > receipts + 2);
        });
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
    }
}
