using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Silos;

/// <summary>
/// pgbench: each client changes an entity of its own, version by version, through the function that a grain's single
/// write calls: 600 B of state, one event of 200 B, a deadline.
/// </summary>
internal static partial class PgBench
{
    /// <summary>The server of the measure takes no more.</summary>
    public const int MaxClients = 64;

    private static int _runs;

    /// <summary>Commits a second.</summary>
    public static async Task<double> Run(string database, int clients, int seconds)
    {
        var epoch = (long)(await PostgresServer.Run(database, "SELECT epoch FROM host_epoch"))!;
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script(epoch, Interlocked.Increment(ref _runs)));
        var at = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo("pgbench") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words =
        [
            "-n", "-M", "prepared", "-c", Text(clients), "-j", "1", "-T", Text(seconds), "-D", "n=0", "-f", script,
            "-h", at.Host!, "-U", at.Username!, at.Database!,
        ];
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var wrong = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var speed = Tps().Match(said);
        if (process.ExitCode != 0 || !speed.Success)
            throw new InvalidOperationException($"pgbench: {said}{await wrong}");
        return double.Parse(speed.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = ([0-9.]+) \(without", RegexOptions.Multiline)]
    private static partial Regex Tps();

    private static string Script(long epoch, int run)
    {
        var (state, body, hash) = (new string('6', 1200), new string('7', 400), new string('8', 64));
        var at = TimeProvider.System.GetUtcNow().UtcTicks;
        var json = $$"""
            {"epoch":{{epoch}},
            "commits":[{"n":1,"kind":"certificate","key":"{key}","expected":{n},"version":{next},
            "state":"\\x{{state}}","head":"\\x{{hash}}","command_id":"pgbench-{key}-{n}","at":{{at}},
            "deadline_changed":true,"deadline_name":"expiry","due_at":{{at + TimeSpan.TicksPerDay * 4000}},
            "ring_hash":7}],
            "events":[{"n":1,"kind":"certificate","key":"{key}","version":{next},"at":{{at}},"actor":"bench",
            "channel":"http","rule_version":"2026.1","command_id":"pgbench-{key}-{n}","type":"stepped",
            "body":"\\x{{body}}","hash":"\\x{{hash}}"}]}
            """.ReplaceLineEndings("")
            .Replace("'", "''", StringComparison.Ordinal)
            .Replace(":", ": ", StringComparison.Ordinal) // pgbench takes :1 for a variable, also within a text.
            .Replace("{key}", $"' || 'X{run}P' || :client_id::integer || '", StringComparison.Ordinal)
            .Replace("{next}", "' || (:n::integer + 1) || '", StringComparison.Ordinal)
            .Replace("{n}", "' || :n::integer || '", StringComparison.Ordinal);
        return $"""
            SELECT registry_write_state_v1(
                'certificate', 'X{run}P' || :client_id::integer, 0, 0, :n::integer, convert_to('{json}', 'UTF8'));
            \set n :n + 1
            """;
    }
}
