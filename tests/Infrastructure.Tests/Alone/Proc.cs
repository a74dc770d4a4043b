using System.Globalization;

namespace OrleansRegistry.Infrastructure.Tests.Alone;

/// <summary>What Linux says of another process.</summary>
internal static class Proc
{
    private const string Listening = "0A";
    private const int TicksASecond = 100;

    /// <summary>The ports at which it listens, by TCP over IPv4 and IPv6.</summary>
    public static IReadOnlyList<int> PortsOf(int process)
    {
        var own = Open(process).ToHashSet();
        return [.. new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[3] == Listening && own.Contains($"socket:[{row[9]}]"))
            .Select(row => int.Parse(row[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    /// <summary>True: it asked the kernel to be woken when files change.</summary>
    public static bool WatchesFiles(int process) => Open(process).Any(open => open?.Contains("inotify") is true);

    /// <summary>Processor time that it has used so far.</summary>
    public static TimeSpan ProcessorTimeOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var after = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks =
            long.Parse(after[11], CultureInfo.InvariantCulture) + long.Parse(after[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / (double)TicksASecond);
    }

    private static IEnumerable<string?> Open(int process) =>
        Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(Target);

    private static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            return null; // Closed in the meantime.
        }
    }
}
