using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class RunningRegistryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_running_registry_is_left_alone_and_takes_rows_over_http()
    {
        var (data, file) = (_scratch["data"], _scratch["rows.jsonl"]);
        // Seed 1 is the demonstration's own; these are other people.
        var rows = Registers.Rows(600, seed: 99)
            .Where(row => row.CancelledBy is null)
            .DistinctBy(row => row.Holder.IdentityNumber)
            .ToArray();
        static bool InHenan(CertificateRow row) => row.Authority.StartsWith("41", StringComparison.Ordinal);
        CertificateRow[] henan = [.. rows.Where(InHenan).Take(20)];
        CertificateRow[] elsewhere = [.. rows.Where(row => !InHenan(row)).Take(2)];
        Assert.NotEmpty(henan);
        await File.WriteAllLinesAsync(file, henan.Concat(elsewhere).Select(Registers.Json).Append("{}"));

        await using var api = await LoneSilo.Start(data);
        string[][] commands =
        [
            ["verify"], ["export", _scratch["out.csv"]], ["import", file], ["import", file, "--dry-run"],
            ["create-admin", "--name", "x"],
        ];
        foreach (var command in commands)
        {
            var refused = await Ends(2, [.. command, "--data", data]);
            Assert.Contains("in use by process", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }

        var url = api.Http.BaseAddress!.ToString();
        var taken = await Import(url, file, "officer.henan", "Registry-Demo-2026");
        Assert.True(taken.ExitCode == 1, taken.ToString());
        Assert.Contains($"{henan.Length} registered, 0 were there, 3 refused", taken.Out, StringComparison.Ordinal);
        var receipts = Receipt.Read(file + ".receipt.csv");
        Assert.All(receipts[henan.Length..], receipt =>
        {
            Assert.NotEmpty(receipt.Code);
            Assert.Contains(receipt.ReasonZh, character => character is > '\u4e00' and < '\u9fff');
            Assert.Contains(receipt.ReasonEn, char.IsAsciiLetter);
            Assert.DoesNotContain(receipt.ReasonEn, character => character is > '\u4e00' and < '\u9fff');
        });
        var again = await Import(url, file, "officer.henan", "Registry-Demo-2026");
        Assert.Contains($"0 registered, {henan.Length} were there, 3 refused", again.Out, StringComparison.Ordinal);

        await RefusedBy(Import(url, file, "officer.henan", "Wrong-Password-1"), "cannot sign in");
        await RefusedBy(RunWith([("REGISTRY_PASSWORD", "x")], "import", file, "--url", url), "--user");
        await RefusedBy(
            RunWith([("REGISTRY_PASSWORD", "x")], "import", file, "--url", url, "--user", "x", "--dry-run"),
            "--dry-run");
        await api.Kill();
        await RefusedBy(Import(url, file, "officer.henan", "Registry-Demo-2026"), "refused");
        await Ends(0, "verify", "--data", data);
    }

    [Fact]
    public async Task Operators_and_vehicles_go_over_http_too_and_what_is_for_others_is_said()
    {
        var (data, file) = (_scratch["data"], _scratch["rows.jsonl"]);
        await Ends(
            0, "sample", file, "--certificates", "0", "--operators", "400", "--vehicles", "1600",
            "--seed", "77", "--today", "2026-08-28");
        var sample = await File.ReadAllLinesAsync(file);
        var driver = Registers.Rows(600, seed: 99).First(row => row.CancelledBy is null
            && row.Authority.StartsWith("41", StringComparison.Ordinal));
        var known = sample.First(line => line.Contains("autoReview\":true", StringComparison.Ordinal)
            && line.Contains("\"authority\":\"41", StringComparison.Ordinal));
        var code = (string)JsonNode.Parse(known)!["operator"]!["creditCode"]!;
        known = known[..^2]
            + $$$""","drivers":[{"name":"{{{driver.Holder.Name}}}","""
            + $"\"identityNumber\":\"{driver.Holder.IdentityNumber}\"}}]}}}}";
        var vehicles = sample.Where(
            line => line.Contains($"\"vehicle\":{{\"creditCode\":\"{code}\"", StringComparison.Ordinal)).ToArray();
        var elsewhere = sample.First(line => line.Contains("\"operator\"", StringComparison.Ordinal)
            && line.Contains("\"authority\":\"53", StringComparison.Ordinal));
        Assert.NotEmpty(vehicles);
        await File.WriteAllLinesAsync(file, [Registers.Json(driver), known, .. vehicles, elsewhere]);

        await using var api = await LoneSilo.Start(data);
        var url = api.Http.BaseAddress!.ToString();
        var taken = await Import(url, file, "officer.henan", "Registry-Demo-2026");
        Assert.True(taken.ExitCode == 1, taken.ToString());
        Assert.Contains(
            $"{vehicles.Length + 2} registered, 0 were there, 1 refused", taken.Out, StringComparison.Ordinal);
        var receipts = Receipt.Read(file + ".receipt.csv");
        Assert.Equal("OTHER_AUTHORITY", receipts[^1].Code);
        Assert.Contains("is to be bound by the operator's own account", receipts[1].ReasonEn, StringComparison.Ordinal);
        Assert.Contains("charter desk", receipts[1].ReasonEn, StringComparison.Ordinal);
        var again = await Import(url, file, "officer.henan", "Registry-Demo-2026");
        Assert.Contains(
            $"0 registered, {vehicles.Length + 2} were there, 1 refused", again.Out, StringComparison.Ordinal);

        await api.SignIn("officer.henan");
        var there = (await api.Http.GetFromJsonAsync<JsonObject>($"/api/v1/operators/{receipts[1].Id}"))!;
        Assert.Equal(1, (int)there["drivers"]!);
        Assert.All(there["permits"]!.AsArray(), permit => Assert.False((bool)permit!["bound"]!));
        await api.Kill();
        await Ends(0, "verify", "--data", data);
    }

    private static Task<Finished> Import(string url, string file, string user, string password) =>
        RunWith([("REGISTRY_PASSWORD", password)], "import", file, "--url", url, "--user", user);

    private static async Task RefusedBy(Task<Finished> command, string because)
    {
        var refused = await command;
        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains(because, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
    }
}
