using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// The made-up province: every row is taken, everything in it fits together, and the same is made each time.
/// </summary>
public sealed class ProvinceTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Every_row_of_a_province_is_taken_and_comes_back()
    {
        var (file, export, again) = (_scratch["province.jsonl"], _scratch["export.jsonl"], _scratch["again.jsonl"]);
        await Sample(file, 2000, 60, 900, seed: 5);
        await Ends(0, "import", file, "--dry-run", "--data", _scratch["one"], "--receipt", _scratch["dry.csv"]);
        var rows = (await File.ReadAllLinesAsync(file)).Length;
        Assert.True(rows > 2960, "there are no charter trips");
        Assert.Contains(
            $"{rows} rows: {rows} registered, 0 were there, 0 refused.",
            (await Ends(0, "import", file, "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        Assert.Contains("clean", (await Ends(0, "verify", "--data", _scratch["one"])).Out, StringComparison.Ordinal);
        await Ends(0, "export", export, "--data", _scratch["one"]);
        await Ends(0, "import", export, "--data", _scratch["two"]);
        await Ends(0, "export", again, "--data", _scratch["two"]);
        Assert.Equal(
            (await File.ReadAllLinesAsync(export)).Order(StringComparer.Ordinal),
            (await File.ReadAllLinesAsync(again)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_province_is_consistent_and_has_every_situation()
    {
        var file = _scratch["province.jsonl"];
        await Sample(file, 3000, 80, 2000, seed: 9);
        var rows = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).ToArray();
        var operators = rows.Where(row => row["operator"] is not null).ToDictionary(
            row => (string)row["operator"]!["creditCode"]!, row => row["operator"]!);
        var vehicles = rows.Where(row => row["vehicle"] is not null).Select(row => row["vehicle"]!).ToArray();
        var holders =
            rows.Where(row => row["holder"] is not null).ToLookup(row => (string)row["holder"]!["identityNumber"]!);
        Assert.Equal((80, 2000), (operators.Count, vehicles.Length));
        foreach (var member in (string[])["plate", "vin", "certificateNumber"])
            Assert.Equal(vehicles.Length, vehicles.Select(vehicle => (string)vehicle[member]!).Distinct().Count());
        Assert.All(vehicles, vehicle => Assert.Contains(
            operators[(string)vehicle["creditCode"]!]["permits"]!.AsArray()
                .SelectMany(permit => permit!["scopes"]!.AsArray())
                .Select(scope => (string)scope!),
            scope => scope == (string)vehicle["kind"]!
                || ((string)vehicle["kind"]! == "passenger" && scope == "charter")));
        var drivers = operators.Values.SelectMany(known => known["drivers"]?.AsArray().ToArray() ?? []).ToArray();
        Assert.True(drivers.Length > 200, $"{drivers.Length} drivers");
        Assert.Equal(drivers.Length, drivers.Select(driver => (string)driver!["identityNumber"]!).Distinct().Count());
        Assert.All(drivers, driver => Assert.Contains(holders[(string)driver!["identityNumber"]!],
            row => (string)row["holder"]!["name"]! == (string)driver["name"]! && row["cancelledBy"] is null));
        Assert.Equal(2000 / 3, vehicles.GroupBy(vehicle => (string)vehicle["creditCode"]!).Max(fleet => fleet.Count()));
        foreach (var (what, so) in new (string, Func<JsonNode, bool>)[]
        {
            ("cancelled", vehicle => vehicle["cancelledOn"] is not null),
            ("laid up", vehicle => (string?)vehicle["operatingStatus"] == "suspended"),
            ("expired", vehicle => Day(vehicle, "validTo") < _today),
            ("in its renewal window", vehicle => Day(vehicle, "validTo") is { } to
                && to >= _today
                && to < _today.AddDays(30)),
            ("review due", vehicle => Day(vehicle, "reviewedOn") is { } on
                && on.AddYears(1) > _today
                && on.AddYears(1) < _today.AddDays(30)),
            ("review overdue", vehicle => Day(vehicle, "reviewedOn") is { } on && on.AddYears(1) < _today),
            ("never reviewed", vehicle => vehicle["reviewedOn"] is null),
            ("with violations", vehicle => vehicle["violations"] is not null),
        })
            Assert.True(vehicles.Any(so), $"no vehicle is {what}");

        await Sample(_scratch["same.jsonl"], 3000, 80, 2000, seed: 9);
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(_scratch["same.jsonl"]));
        await Sample(_scratch["other.jsonl"], 3000, 80, 2000, seed: 10);
        Assert.NotEqual(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(_scratch["other.jsonl"]));
    }

    /// <summary>
    /// Nobody is booked twice, everybody may do what the row says, and every step of a trip's life is there.
    /// </summary>
    [Fact]
    public async Task The_charter_trips_of_a_province_fit_its_operators_buses_and_drivers()
    {
        var file = _scratch["province.jsonl"];
        var said = await Sample(file, 20_000, 120, 2000, seed: 3);
        var rows = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).ToArray();
        var trips = rows.Where(row => row["trip"] is not null).Select(row => row["trip"]!).ToArray();
        Assert.Contains($"{trips.Length} charter trips", said.Out, StringComparison.Ordinal);
        var operators = rows.Where(row => row["operator"] is not null).ToDictionary(
            row => (string)row["operator"]!["creditCode"]!, row => row["operator"]!);
        var buses = rows.Where(row => row["vehicle"] is not null).ToDictionary(
            row => (string)row["vehicle"]!["plate"]!, row => row["vehicle"]!);
        var certificates =
            rows.Where(row => row["holder"] is not null).ToLookup(row => (string)row["holder"]!["identityNumber"]!);
        var booked = new List<(string What, DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var trip in trips)
        {
            var (bus, carrier) = (buses[(string)trip["plate"]!], operators[(string)trip["creditCode"]!]);
            var from = DateTimeOffset.Parse((string)trip["departsAt"]!, null);
            var until = DateTimeOffset.Parse((string)trip["returnsAt"]!, null);
            var (first, last) = (
                DateOnly.FromDateTime(from.AddHours(8).Date), DateOnly.FromDateTime(until.AddHours(8).Date));
            Assert.Equal(
                ((string)trip["creditCode"]!, "passenger", "operating"),
                ((string)bus["creditCode"]!, (string)bus["kind"]!, (string)bus["operatingStatus"]!));
            Assert.True(bus["cancelledOn"] is null
                && Day(bus, "validFrom") <= first
                && last <= Day(bus, "validTo"), bus.ToJsonString());
            Assert.True(
                last < (Day(bus, "reviewedOn") ?? Day(bus, "firstIssuedOn"))!.Value.AddYears(1), bus.ToJsonString());
            Assert.InRange((int)trip["passengers"]!, 1, (int)bus["seats"]!);
            Assert.Contains(carrier["permits"]!.AsArray(), permit => (bool)permit!["bound"]!
                && permit["endedOn"] is null
                && permit["scopes"]!.AsArray().Any(scope => (string)scope! == "interprovincialCharter")
                && Day(permit, "validFrom") <= first
                && last <= Day(permit, "validTo"));
            foreach (var driver in trip["drivers"]!.AsArray())
            {
                var number = (string)driver!["identityNumber"]!;
                Assert.Contains(carrier["drivers"]!.AsArray(), linked => (string)linked!["identityNumber"]! == number);
                Assert.Contains(certificates[number], row => (string)row["kind"]! == "passengerDriver"
                    && row["cancelledBy"] is null
                    && (string?)row["lastGrade"] != "B"
                    && Day(row, "validFrom") <= first
                    && last <= Day(row, "validTo"));
                booked.Add((number, from, until));
            }
            booked.Add(((string)trip["plate"]!, from, until));
            Assert.True(Past(trip, "filedAt") && Past(trip, "issuedAt") && from < until, trip.ToJsonString());
        }
        Assert.All(booked.GroupBy(time => time.What), times =>
        {
            var inOrder = times.OrderBy(time => time.From).ToArray();
            Assert.All(
                inOrder.Zip(inOrder.Skip(1)),
                pair => Assert.True(pair.First.Until <= pair.Second.From, times.Key));
        });
        Assert.Equal(trips.Length, trips.Select(trip => (string)trip["number"]!).Distinct().Count());
        HashSet<string> every =
        [
            "manualReview", "approved", "refused", "issued", "received", "inProgress", "ended", "cancelled", "expired",
        ];
        Assert.Superset(every, trips.Select(trip => (string)trip["status"]!).ToHashSet());
        Assert.All(
            trips.Where(trip => (string)trip["medium"]! == "electronic"),
            trip => Assert.StartsWith("53", (string)trip["authority"]!, StringComparison.Ordinal));

        await Ends(
            0, "sample", _scratch["without.jsonl"], "--certificates", "20000", "--operators", "120",
            "--vehicles", "2000", "--today", "2026-08-28", "--seed", "3", "--without-trips");
        Assert.Equal(rows.Length - trips.Length, File.ReadLines(_scratch["without.jsonl"]).Count());
    }

    [Theory]
    [InlineData(".jsonl", "sample", "{0}", "--vehicles", "3")]
    [InlineData(".csv", "sample", "{0}", "--operators", "1")]
    [InlineData("not below 0", "sample", "{0}x.jsonl", "--operators", "-1")]
    public async Task What_cannot_be_made_is_said(string extension, params string[] arguments)
    {
        var file = _scratch["wrong" + (extension[0] == '.' ? extension : "")];
        var refused =
            await Ends(2, [.. arguments.Select(argument => argument.Replace("{0}", file, StringComparison.Ordinal))]);
        Assert.NotEmpty(refused.Error);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_million_certificates_are_made_in_bounded_memory()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("REGISTRY_TEST_LONG") is null, "REGISTRY_TEST_LONG is not set");
        var file = _scratch["province.jsonl"];
        var made = await RunWith(
            [("DOTNET_GCHeapHardLimit", "0x4000000")], // 64 MiB.
            "sample", file, "--certificates", "1000000", "--operators", "5000", "--vehicles", "60000",
            "--today", "2026-08-28");
        Assert.True(made.ExitCode == 0, made.ToString());
        Assert.Equal(
            1_065_000, File.ReadLines(file).Count(line => !line.StartsWith("{\"trip\"", StringComparison.Ordinal)));
    }

    private static readonly DateOnly _today = new(2026, 8, 28);

    private static DateOnly? Day(JsonNode row, string member) =>
        row[member] is { } day ? DateOnly.Parse((string)day!, null) : null;

    /// <summary>True when it was done before the day of the sample began, or was not done.</summary>
    private static bool Past(JsonNode trip, string member) =>
        trip[member] is not { } at || DateTimeOffset.Parse(
            (string)at!, null) <= new DateTimeOffset(_today, TimeOnly.MinValue, TimeSpan.FromHours(8));

    private static Task<Finished> Sample(string file, int certificates, int operators, int vehicles, int seed) =>
        Ends(
            0, "sample", file, "--certificates", $"{certificates}", "--operators", $"{operators}",
            "--vehicles", $"{vehicles}", "--today", "2026-08-28", "--seed", $"{seed}");
}
