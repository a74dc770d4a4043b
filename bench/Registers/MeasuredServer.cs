using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Registers;

/// <summary>The PostgreSQL of the measures: it flushes to the disk, as in operation.</summary>
internal static class MeasuredServer
{
    private static bool _isUp;

    /// <summary>The server, in a folder of this run; null, which is said: there is none here.</summary>
    public static PostgresServer? Find(Settings settings)
    {
        PostgresServer.Durable = true;
        PostgresServer.Folder ??= Scratch.Folder(settings, "postgres");
        _isUp = true;
        if (PostgresServer.Shared.Missing is not { } missing) return PostgresServer.Shared;
        Console.WriteLine(missing);
        return null;
    }

    /// <summary>
    /// Ends the server that a killed run has left in its folder, by the number that the server wrote there.
    /// </summary>
    public static void EndOf(string run)
    {
        foreach (var place in Directory.EnumerateDirectories(run, "postgres-*"))
        {
            var file = Path.Combine(place, "data", "postmaster.pid");
            if (!File.Exists(file)) continue;
            var number = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
            var words = $"/proc/{number}/cmdline";
            if (!File.Exists(words) || !File.ReadAllText(words).Contains(place, StringComparison.Ordinal)) continue;
            using var server = Process.GetProcessById(number);
            server.Kill();
            server.WaitForExit();
        }
    }

    /// <summary>Stops it, if it was asked for and is not somebody else's.</summary>
    public static void End()
    {
        if (_isUp) PostgresServer.Shared.Process?.End();
    }
}
