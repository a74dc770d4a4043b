using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// T12: sealing, and the exchange of the secret, may be killed at any moment. Method: the real program, ended with
/// SIGKILL in its middle again and again; each time the registry opens and every chain holds, and the same command goes
/// on to its end.
/// </summary>
public sealed class KilledSealTests : IDisposable
{
    private const string First = "the first secret of thirty-two letters";
    private const string Second = "the second secret of thirty-two letters";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task T12_a_registry_whose_sealing_was_killed_opens_and_is_sealed_by_the_same_command()
    {
        var (file, data) = (_scratch["sample.jsonl"], _scratch["data"]);
        await Ends(0, "sample", file, "--certificates", "1500", "--today", "2026-08-28", "--without-trips");
        await Ends(0, "import", file, "--data", data);
        var numbers = (await File.ReadAllLinesAsync(file))
            .Select(line => (string?)JsonNode.Parse(line)!["holder"]?["identityNumber"]).OfType<string>().ToArray();
        Assert.True(Has(data, numbers[0]));

        var killed = 0;
        for (var lines = 1; lines <= 3; lines++)
        {
            if (!await Killed(["seal", "--data", data], [("Registry__KeySecret", First)], lines)) break;
            killed++;
            await Verified(data, ("Registry__KeySecret", First));
        }
        Assert.True(killed > 0, "it was never killed");
        var sealing = await RunWith([("Registry__KeySecret", First)], "seal", "--data", data);
        Assert.True(sealing.ExitCode == 0, sealing.ToString());
        await Verified(data, ("Registry__KeySecret", First));
        Assert.All(numbers.Take(50), number => Assert.False(Has(data, number)));
        Assert.Equal(2, (await RunWith([("Registry__KeySecret", Second)], "verify", "--data", data)).ExitCode);
    }

    [Fact]
    public async Task T12_a_registry_whose_exchange_of_secrets_was_killed_opens_under_one_of_them()
    {
        var (file, data) = (_scratch["sample.jsonl"], _scratch["data"]);
        await Ends(0, "sample", file, "--certificates", "20", "--today", "2026-08-28", "--without-trips");
        (string, string?)[] old = [("Registry__KeySecret", First)];
        (string, string?)[] both = [("Registry__KeySecret", Second), ("Registry__KeySecretBefore", First)];
        Assert.Equal(0, (await RunWith(old, "import", file, "--data", data)).ExitCode);
        foreach (var milliseconds in (int[])[150, 400, 700, 1_000])
        {
            using var process = Programs.Start("Cli", ["rotate-secret", "--data", data], both);
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Verified(data, both); // Under whichever of them it is.
        }
        Assert.Equal(0, (await RunWith(both, "rotate-secret", "--data", data)).ExitCode);
        await Verified(data, ("Registry__KeySecret", Second));
        Assert.Equal(2, (await RunWith(old, "verify", "--data", data)).ExitCode);
    }

    /// <summary>True: it was killed after so many lines; false: it came to its end before.</summary>
    private static async Task<bool> Killed(string[] arguments, (string, string?)[] settings, int lines)
    {
        using var process = Programs.Start("Cli", arguments, settings);
        for (var i = 0; i < lines; i++)
            if (await process.StandardOutput.ReadLineAsync() is null) return false;
        process.Kill();
        await process.WaitForExitAsync();
        return process.ExitCode != 0;
    }

    private static async Task Verified(string data, params (string, string?)[] settings)
    {
        var verified = await RunWith(settings, "verify", "--data", data);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("clean", verified.Out, StringComparison.Ordinal);
    }

    private static bool Has(string folder, string text) => Directory.EnumerateFiles(folder, "registry.db*")
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
}
