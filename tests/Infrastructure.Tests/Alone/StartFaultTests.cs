using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Alone;

/// <summary>
/// Goal: whoever starts a registry that cannot start reads in one sentence why, and a supervisor sees exit code 2.
/// Method: the real program, and each thing outside of it that can be wrong.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class StartFaultTests : IDisposable
{
    private const int NotStarted = 2;

    private static readonly TimeSpan _max = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("start-faults-");

    [Fact]
    public async Task A_database_that_is_away_is_said_in_a_sentence() => await Ends(
        "127.0.0.1", ("Registry__Postgres", "Host=127.0.0.1;Port=1;Database=registry;Username=registry;Timeout=5"),
        ("Registry__Alone", "true"));

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_in_a_sentence()
    {
        var file = Path.Combine(_scratch.FullName, "file");
        await File.WriteAllTextAsync(file, "no folder");
        await Ends(file, ("Registry__Data", Path.Combine(file, "data")));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_in_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_scratch.FullName, "registry.db"), new string('x', 10_000));
        await Ends("damaged", ("Registry__Data", _scratch.FullName));
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_said_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";
        await Ends(address, ("Registry__Data", _scratch.FullName), ("ASPNETCORE_URLS", address));
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    private static async Task Ends(string named, params (string, string?)[] settings)
    {
        using var silo = Programs.Start("Silo", [], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings]);
        silo.StandardInput.Close();
        var (said, log) = (silo.StandardError.ReadToEndAsync(), silo.StandardOutput.ReadToEndAsync());
        using var patience = new CancellationTokenSource(_max);
        await silo.WaitForExitAsync(patience.Token);
        Assert.True(silo.ExitCode == NotStarted, $"{silo.ExitCode}: {await log}\n{await said}");
        var sentence = Assert.Single(
            (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("This silo does not start: ", sentence, StringComparison.Ordinal);
        Assert.Contains(named, sentence, StringComparison.Ordinal);
    }
}
