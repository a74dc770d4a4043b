using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>Railway enterprises and drivers are taken over, handed out the same, and taken once.</summary>
public sealed class RailwayTests : IDisposable
{
    private static readonly string[] _railway =
    [
        """
        {"employer":{"creditCode":"91410100MA3X9K2P3K","name":"郑州机务段","profile":{},
        "units":[{"id":"u1","name":"洛阳车间"}],"disabled":false}}
        """.ReplaceLineEndings(""),
        """
        {"railDriver":{"holder":{"name":"王小明","identityNumber":"410105198502280015","identityKind":"citizenId",
        "bornOn":"1985-02-28"},"employer":{"creditCode":"91410100MA3X9K2P3K","unit":"u1"},
        "licence":{"classes":[{"class":"J5","grantedOn":"2014-04-01"}],"validFrom":"2024-04-01",
        "validTo":"2030-03-31","number":"RL-2014-1","documentVersion":2},
        "study":{"experience":{"crewMonths":14,"crewKm":0,"emuMonths":0,"emuKm":0,"mechanicMonths":0,
        "metroMonths":0,"selfPropelledMonths":0,"safeCrewKm":0}}}}
        """.ReplaceLineEndings(""),
    ];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_is_imported_is_exported_and_a_bad_row_stops_no_other()
    {
        var (file, export) = (_scratch["rail.jsonl"], _scratch["export.jsonl"]);
        await File.WriteAllLinesAsync(
            file, [.. _railway, "no json", _railway[1].Replace("u1", "u9", StringComparison.Ordinal)]);
        var finished = await Ends(1, "import", file, "--data", _scratch["one"]);
        Assert.Contains("4 rows: 2 registered, 0 were there, 2 refused.", finished.Out, StringComparison.Ordinal);
        Assert.Equal(["MALFORMED", "MALFORMED"], Receipt.Read(file + ".receipt.csv")
            .Where(row => row.Outcome == "refused")
            .Select(row => row.Code));
        Assert.Contains(
            "2 were there", (await Ends(1, "import", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        await Ends(0, "export", export, "--data", _scratch["one"]);
        Assert.Equal(_railway, await File.ReadAllLinesAsync(export));
        await Ends(0, "verify", "--data", _scratch["one"]);
    }
}
