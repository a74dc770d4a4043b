using System.Diagnostics;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Tokens;

/// <summary>
/// Goal: what one process of a machine signs, every other can open, also when they all made the secret. Method: real
/// processes that wait for one file and then ask for the secret of one new folder, again and again.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class KeySecretRaceTests : IDisposable
{
    private const int Processes = 16, Rounds = 30;

    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);

    private readonly Scratch _folder = new();
    private readonly List<Process> _processes = [];

    [Fact]
    public async Task Sixteen_processes_that_start_together_have_one_secret()
    {
        for (var i = 0; i < Processes; i++) _processes.Add(Programs.Start("KeySecretRace", [_folder["."]]));
        Assert.All(await AllSay(), word => Assert.Equal("ready", word));
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var process in _processes) await process.StandardInput.WriteLineAsync($"{round}");
            Assert.All(await AllSay(), word => Assert.Equal("set", word));

            await File.WriteAllTextAsync(_folder[$"{round}.go"], "");

            var codes = await AllSay();
            Assert.Single(codes.Distinct());
            var kept = KeySecret.Of(new VerificationOptions { Folder = _folder[$"{round}"] });
            Assert.StartsWith(kept.CodeOf("one"), codes[0], StringComparison.Ordinal);
            Assert.Equal([_folder[$"{round}/{KeySecret.FileName}"]], Directory.GetFiles(_folder[$"{round}"]));
        }
    }

    /// <summary>The next line of each process.</summary>
    private async Task<string[]> AllSay()
    {
        using var end = new CancellationTokenSource(_moment);
        return await Task.WhenAll(_processes.Select(async process =>
            await process.StandardOutput.ReadLineAsync(end.Token)
            ?? await process.StandardError.ReadToEndAsync(end.Token)));
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _folder.Dispose();
    }
}
