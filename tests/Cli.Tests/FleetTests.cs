using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>Operators and vehicles are taken over, handed out the same, and taken once.</summary>
public sealed class FleetTests : IDisposable
{
    private static readonly string[] _fleet =
    [
        """{"operator":{"creditCode":"91410100MA3X9K2P3K","name":"郑州货运有限公司","authority":"410100","contacts":[{"name":"李四","phone":"13800000000"}],"permits":[{"permitNumber":"豫交运管许可郑字410100000001号","scopes":["generalFreight"],"validFrom":"2024-01-01","validTo":"2027-12-31","bound":true},{"permitNumber":"豫交运管许可郑字410100000002号","scopes":["dangerousGoods"],"validFrom":"2020-01-01","validTo":"2027-12-31","bound":true,"endedOn":"2026-01-01","endReason":"吊销"}],"autoReview":true}}""",
        """{"vehicle":{"creditCode":"91410100MA3X9K2P3K","kind":"generalFreight","plate":"豫A12345","plateColour":"yellow","vin":"LZYTDTE67C1000001","certificateNumber":"410100000123","authority":"410100","validFrom":"2024-06-01","validTo":"2027-05-31","firstIssuedOn":"2024-06-01","reviewedOn":"2026-06-01","operatingStatus":"operating","technicalGrade":"grade1","documentVersion":2}}""",
        """{"vehicle":{"creditCode":"91410100MA3X9K2P3K","kind":"generalFreight","plate":"豫A54321","plateColour":"yellow","vin":"LGAX2A13XF9000001","certificateNumber":"410100000124","authority":"410100","validFrom":"2024-06-01","validTo":"2027-05-31","firstIssuedOn":"2024-06-01","documentVersion":1,"cancelledOn":"2025-01-01"}}""",
    ];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_is_imported_is_exported_and_imported_elsewhere_the_same()
    {
        var (file, export, again) = (_scratch["fleet.jsonl"], _scratch["export.jsonl"], _scratch["again.jsonl"]);
        await File.WriteAllLinesAsync(file, _fleet);
        Assert.Contains("3 rows: 3 registered, 0 were there, 0 refused.", (await Ends(0, "import-fleet", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Contains("3 rows: 0 registered, 3 were there, 0 refused.", (await Ends(0, "import-fleet", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        await Ends(0, "export-fleet", export, "--data", _scratch["one"]);
        await Ends(0, "import-fleet", export, "--data", _scratch["two"]);
        await Ends(0, "export-fleet", again, "--data", _scratch["two"]);
        Assert.Equal((await File.ReadAllLinesAsync(export)).Order(StringComparer.Ordinal), (await File.ReadAllLinesAsync(again)).Order(StringComparer.Ordinal));
        Assert.Equal(_fleet.Order(StringComparer.Ordinal), (await File.ReadAllLinesAsync(export)).Order(StringComparer.Ordinal));
        await Ends(0, "verify", "--data", _scratch["one"]);
    }

    [Fact]
    public async Task A_bad_row_is_told_with_its_line_and_stops_no_other()
    {
        var file = _scratch["fleet.jsonl"];
        await File.WriteAllLinesAsync(file, [_fleet[1], "{}", "no json", _fleet[0], _fleet[1].Replace("豫A12345", "豫I12345", StringComparison.Ordinal), _fleet[1]]);
        var finished = await Ends(1, "import-fleet", file, "--data", _scratch["one"]);
        Assert.Contains("6 rows: 2 registered, 0 were there, 4 refused.", finished.Out, StringComparison.Ordinal);
        foreach (var told in (string[])["line 1: MALFORMED", "line 2: MALFORMED", "line 3: MALFORMED", "line 5: IDENTIFIER_INVALID"])
            Assert.Contains(told, finished.Error, StringComparison.Ordinal);
    }
}
