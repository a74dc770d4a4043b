using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// Certificates, operators and vehicles in one file: taken, checked by a dry run, exported and refused alike.
/// </summary>
public sealed class MixedRowsTests : IDisposable
{
    private static readonly string[] _drivers = [.. Registers.Plain(2).Select(Registers.Json)];
    private static readonly string _operator = """
        {"operator":{"creditCode":"91410100MA3X9K2P3K","name":"郑州货运有限公司","authority":"410100",
        "contacts":[{"name":"李四","phone":"13800000000"}],
        "permits":[{"permitNumber":"豫交运管许可郑字410100000001号","scopes":["generalFreight"],
        "validFrom":"2024-01-01","validTo":"2027-12-31","bound":true},
        {"permitNumber":"豫交运管许可郑字410100000002号","scopes":["dangerousGoods"],
        "validFrom":"2020-01-01","validTo":"2027-12-31","bound":true,"endedOn":"2026-01-01","endReason":"吊销"}],
        "autoReview":true,"drivers":[
        """.ReplaceLineEndings("")
        + string.Join(',', Registers.Plain(2).Select(
            row => $$"""{"name":"{{row.Holder.Name}}","identityNumber":"{{row.Holder.IdentityNumber}}"}""")) + "]}}";

    private static readonly string[] _vehicles =
    [
        """
        {"vehicle":{"creditCode":"91410100MA3X9K2P3K","kind":"generalFreight","plate":"豫A12345",
        "plateColour":"yellow","vin":"LZYTDTE67C1000001","certificateNumber":"410100000123","authority":"410100",
        "validFrom":"2024-06-01","validTo":"2027-05-31","firstIssuedOn":"2024-06-01","reviewedOn":"2026-06-01",
        "operatingStatus":"suspended","technicalGrade":"grade1","documentVersion":2,"technicalOn":"2026-05-20",
        "structureAltered":true,
        "violations":[{"on":"2026-07-01","note":"未按规定维护"},{"on":"2026-07-02","note":"超限"}]}}
        """.ReplaceLineEndings(""),
        """
        {"vehicle":{"creditCode":"91410100MA3X9K2P3K","kind":"generalFreight","plate":"豫A54321",
        "plateColour":"yellow","vin":"LGAX2A13XF9000001","certificateNumber":"410100000124","authority":"410100",
        "validFrom":"2024-06-01","validTo":"2027-05-31","firstIssuedOn":"2024-06-01","documentVersion":1,
        "cancelledOn":"2025-01-01","cancelledBy":"scrapped"}}
        """.ReplaceLineEndings(""),
        """
        {"vehicle":{"creditCode":"91410100MA3X9K2P3K","kind":"generalFreight","plate":"豫A54322",
        "plateColour":"yellow","vin":"LZYTDTE65M1000001","certificateNumber":"410100000125","authority":"410100",
        "validFrom":"2026-09-10","validTo":"2029-09-09","firstIssuedOn":"2023-09-10","reviewedOn":"2026-01-05",
        "operatingStatus":"operating","documentVersion":2,"previousFrom":"2023-09-10"}}
        """.ReplaceLineEndings(""),
    ];

    private static readonly string[] _all = [.. _drivers, _operator, .. _vehicles];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static string Trip(string contract, string departs, string returns, string status = "ended") => $$$$"""
        {"trip":{"number":"{{{{contract}}}}","creditCode":"91410100MA3X9K2P3K","plate":"豫A12345",
        "plateColour":"yellow","drivers":[{"name":"{{{{Registers.Plain(1)[0].Holder.Name}}}}",
        "identityNumber":"{{{{Registers.Plain(1)[0].Holder.IdentityNumber}}}}",
        "receivedAt":"2025-04-30T01:00:00+00:00"}],"authority":"410100","kind":"specialCharter",
        "origin":{"region":"410100","place":"郑州"},"destination":{"region":"510100","place":"成都"},
        "oneWayKm":390,"departsAt":"{{{{departs}}}}","returnsAt":"{{{{returns}}}}",
        "contractNumber":"{{{{contract}}}}","hirer":"某旅行社","passengers":20,"purpose":"旅游","issuer":"李四",
        "filedAt":"2025-04-29T01:00:00+00:00","status":"{{{{status}}}}","medium":"electronic","roundTrip":false,
        "motorway":false,"emergency":false,"planVersion":1,"issuedAt":"2025-04-29T02:00:00+00:00",
        "review":{"automatic":true,"at":"2025-04-29T01:00:00+00:00"}}}
        """.ReplaceLineEndings("");

    /// <summary>
    /// Times that overlap are refused by the dry run as by the import; times that only touch are not (H.3).
    /// </summary>
    [Fact]
    public async Task A_charter_trip_keeps_its_past_and_its_time()
    {
        var (file, export, again) = (_scratch["trips.jsonl"], _scratch["export.jsonl"], _scratch["again.jsonl"]);
        string[] trips =
        [
            Trip("HT-1", "2025-05-01T00:00:00+00:00", "2025-05-03T00:00:00+00:00"),
            Trip("HT-2", "2025-05-02T00:00:00+00:00", "2025-05-04T00:00:00+00:00"),
            Trip("HT-3", "2025-05-03T00:00:00+00:00", "2025-05-05T00:00:00+00:00"),
            Trip("HT-4", "2025-06-01T00:00:00+00:00", "2025-06-01T00:00:00+00:00"),
        ];
        await File.WriteAllLinesAsync(file, [.. _all, .. trips]);
        await Ends(1, "import", file, "--dry-run", "--data", _scratch["one"]);
        var inspected = Receipt.Read(file + ".receipt.csv")
            .Where(row => row.Outcome == "refused")
            .Select(row => (row.Line, row.Code, row.ReasonEn))
            .ToArray();
        Assert.True(inspected.Length == 2, string.Join("; ", inspected));
        Assert.Equal([(8L, "BOOKED"), (10L, "MALFORMED")], inspected.Select(row => (row.Line, row.Code)));
        Assert.Contains(
            "8 registered", (await Ends(1, "import", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Equal(inspected, Receipt.Read(file + ".receipt.csv")
            .Where(row => row.Outcome == "refused")
            .Select(row => (row.Line, row.Code, row.ReasonEn)));
        await Ends(0, "export", export, "--data", _scratch["one"]);
        Assert.Equal(
            [trips[0], trips[2]],
            (await Sorted(export)).Where(line => line.StartsWith("{\"trip\"", StringComparison.Ordinal)));
        await Ends(0, "import", export, "--data", _scratch["two"]);
        await Ends(0, "export", again, "--data", _scratch["two"]);
        Assert.Equal(await Sorted(export), await Sorted(again));
        await Ends(0, "verify", "--data", _scratch["two"]);
    }

    [Fact]
    public async Task What_is_imported_is_exported_and_imported_elsewhere_the_same()
    {
        var (file, export, again) = (_scratch["all.jsonl"], _scratch["export.jsonl"], _scratch["again.jsonl"]);
        await File.WriteAllLinesAsync(file, _all);
        Assert.Contains(
            "6 rows: 6 would be registered, 0 were there, 0 refused.",
            (await Ends(0, "import", file, "--dry-run", "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Contains(
            "6 rows: 6 registered, 0 were there, 0 refused.",
            (await Ends(0, "import", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        var events = RawDatabase.Run(_scratch["one"], "SELECT count(*) FROM event");
        Assert.Contains(
            "6 rows: 0 would be registered, 6 were there, 0 refused.",
            (await Ends(0, "import", file, "--dry-run", "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Contains(
            "6 rows: 0 registered, 6 were there, 0 refused.",
            (await Ends(0, "import", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Equal(events, RawDatabase.Run(_scratch["one"], "SELECT count(*) FROM event"));
        Assert.Contains("2 certificates, 1 operators, 3 vehicles, 0 trips, 0 employers, 0 railLicences written",
            (await Ends(0, "export", export, "--data", _scratch["one"])).Out,
            StringComparison.Ordinal);
        await Ends(0, "import", export, "--data", _scratch["two"]);
        await Ends(0, "export", again, "--data", _scratch["two"]);
        Assert.Equal(await Sorted(export), await Sorted(again));
        Assert.Equal(
            _all.Skip(2).Order(StringComparer.Ordinal),
            (await Sorted(export)).Where(line => !line.StartsWith("{\"certificateNumber", StringComparison.Ordinal)));
        await Ends(0, "export", _scratch["people.csv"], "--data", _scratch["one"]);
        Assert.Equal(
            3, (await File.ReadAllLinesAsync(_scratch["people.csv"])).Length); // A header and the certificates alone.
        foreach (var data in (string[])["one", "two"]) await Ends(0, "verify", "--data", _scratch[data]);
    }

    [Fact]
    public async Task Every_bad_row_has_its_receipt_and_the_dry_run_says_the_same()
    {
        var stranger = _operator.Replace(Registers.Plain(1)[0].Holder.Name, "另一人", StringComparison.Ordinal);
        var badPermit = _operator.Replace("410100000002", "41010000000X", StringComparison.Ordinal);
        (string Text, string Expected)[] lines =
        [
            (_vehicles[0], "MALFORMED"), // Its operator comes later.
            (_operator, "MALFORMED"), // So do its drivers.
            (_drivers[0], "registered"), (_drivers[1], "registered"),
            (stranger, "MALFORMED"),
            (badPermit, "IDENTIFIER_INVALID"), // And leaves no half of an operator behind:
            (_operator, "registered"),
            (_vehicles[0], "registered"),
            (_vehicles[0].Replace("豫A12345", "豫I12345", StringComparison.Ordinal), "IDENTIFIER_INVALID"),
            (_vehicles[2].Replace("豫A54322", "豫A12345", StringComparison.Ordinal), "DUPLICATE"),
            (_vehicles[2].Replace("2026-09-10", "2026-10-10", StringComparison.Ordinal),
                "MALFORMED"), // Does not follow on its previous period.
            (_vehicles[2].Replace(",\"previousFrom\":\"2023-09-10\"", "", StringComparison.Ordinal), "MALFORMED"),
            (_vehicles[2], "registered"),
            (_vehicles[1], "registered"), (_vehicles[1], "already"), (_operator, "already"),
            (_operator.Replace("郑州货运", "郑州客运", StringComparison.Ordinal), "DUPLICATE"),
            ("{\"trailer\":{}}", "MALFORMED"), ("{\"vehicle\":null}", "MALFORMED"),
            ("{\"vehicle\":[]}", "MALFORMED"), ("{\"vehicle\":{}}", "MALFORMED"),
            (_vehicles[1][..^1] + ",\"operator\":{}}", "MALFORMED"),
            (_vehicles[1] + "}", "MALFORMED"), (_vehicles[1][..^1], "MALFORMED"),
            (_vehicles[1].Replace("\"kind\"", "\"colour\":1,\"kind\"", StringComparison.Ordinal), "MALFORMED"),
            ("{\"Vehicle\"" + _vehicles[1]["{\"vehicle\"".Length..], "MALFORMED"),
        ];
        var file = _scratch["mixed.jsonl"];
        await File.WriteAllLinesAsync(file, lines.Select(line => line.Text));
        await Ends(1, "import", file, "--dry-run", "--data", _scratch["data"], "--receipt", _scratch["dry.csv"]);
        await Ends(1, "import", file, "--data", _scratch["data"]);
        var receipts = Receipt.Read(file + ".receipt.csv");
        Assert.Equal(lines.Select((line, i) => $"{i + 1} {line.Expected}"),
            receipts.Select(
                receipt => $"{receipt.Line} {(receipt.Outcome == "refused" ? receipt.Code : receipt.Outcome)}"));
        Assert.All(receipts.Where(receipt => receipt.Outcome == "refused"), receipt =>
        {
            Assert.Contains(receipt.ReasonZh, character => character is > '\u4e00' and < '\u9fff');
            Assert.Contains(receipt.ReasonEn, char.IsAsciiLetter);
        });
        Assert.Equal(receipts.Select(RehearsedRows), Receipt.Read(_scratch["dry.csv"]).Select(RehearsedRows));
        await Ends(0, "verify", "--data", _scratch["data"]);
    }

    [Fact]
    public async Task An_operator_whose_import_was_broken_off_gets_only_what_is_missing()
    {
        var row = JsonNode.Parse(_operator)!;
        var first = _scratch["first.jsonl"];
        await File.WriteAllLinesAsync(first, [.. _drivers, _operator]);
        await Ends(0, "import", first, "--data", _scratch["whole"]);
        var events = RawDatabase.Run(_scratch["whole"],
            "SELECT group_concat(type) FROM (SELECT type FROM event WHERE kind = 'operator' ORDER BY version)");

        // As if the process had ended after the third command: the later events never happened.
        await Ends(0, "import", first, "--data", _scratch["data"]);
        RawDatabase.Run(_scratch["data"], """
            DROP TRIGGER event_is_never_changed;
            DROP TRIGGER event_is_never_removed;
            DROP TRIGGER event_is_never_replaced;
            DELETE FROM event WHERE kind = 'operator' AND version > 3;
            DELETE FROM claim WHERE space = 'operator.permit' AND value LIKE '%000002号';
            UPDATE entity SET version = 3, head = (SELECT hash FROM event WHERE kind = 'operator' AND version = 3),
                state = CAST(json_remove(
                    json_set(CAST(state AS TEXT), '$.autoReview', json('false')), '$.permits[1]', '$.drivers') AS BLOB)
            WHERE kind = 'operator';
            """);
        Assert.Contains(
            "1 registered, 2 were there", (await Ends(0, "import", first, "--data", _scratch["data"])).Out,
            StringComparison.Ordinal);
        Assert.Equal(events, RawDatabase.Run(_scratch["data"],
            "SELECT group_concat(type) FROM (SELECT type FROM event WHERE kind = 'operator' ORDER BY version)"));
        Assert.Equal(
            row["operator"]!["drivers"]!.AsArray().Count,
            events!.Split(',').Count(type => type == "operator.driverLinked"));
    }

    private static string RehearsedRows(Receipt receipt) =>
        $"{receipt.Line} {receipt.Outcome} {receipt.Code} {receipt.ReasonZh} {receipt.ReasonEn}";

    private static async Task<string[]> Sorted(
        string path) => [.. (await File.ReadAllLinesAsync(path)).Order(StringComparer.Ordinal)];
}
