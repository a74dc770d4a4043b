using System.Globalization;

namespace OrleansRegistry.Bench.Processes;

/// <summary>Who listens at a port of the loopback.</summary>
internal static class Listeners
{
    private const string Listening = "0A";

    /// <summary>True when <paramref name="process"/> has the socket that listens at <paramref name="port"/>.</summary>
    public static bool IsOf(int process, int port)
    {
        var sockets = Sockets(port).Select(inode => $"socket:[{inode}]").ToHashSet();
        return Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
            .Any(entry => new FileInfo(entry).LinkTarget is { } target && sockets.Contains(target));
    }

    private static IEnumerable<string> Sockets(int port) => ((string[])["/proc/net/tcp", "/proc/net/tcp6"])
        .Where(File.Exists)
        .SelectMany(table => File.ReadLines(table).Skip(1))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields[3] == Listening && PortOf(fields[1]) == port)
        .Select(fields => fields[9]);

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
