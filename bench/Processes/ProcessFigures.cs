using System.Globalization;

namespace OrleansRegistry.Bench.Processes;

/// <summary>What the kernel knows of a process (proc(5)).</summary>
internal static class ProcessFigures
{
    private const double TicksASecond = 100; // What the kernel tells in, on every Linux that .NET runs on.

    /// <summary>Bytes in memory now.</summary>
    public static long Resident(int process) => Status(process, "VmRSS:");

    /// <summary>Bytes in memory at most so far; 0: it has ended.</summary>
    public static long Peak(int process) => Status(process, "VmHWM:");

    /// <summary>Processor time that it has used so far.</summary>
    public static TimeSpan Processor(int process) => Stat($"/proc/{process}/stat") is { } stat ? stat.Own : default;

    /// <summary>
    /// Parent, own processor time, and that of children that have ended; null: there is no such process.
    /// </summary>
    public static (int Parent, TimeSpan Own, TimeSpan Children)? Stat(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
        // The name in brackets may hold anything, a bracket too.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(fields[1], CultureInfo.InvariantCulture), Time(11) + Time(12), Time(13) + Time(14));

        TimeSpan Time(int field) =>
            TimeSpan.FromSeconds(long.Parse(fields[field], CultureInfo.InvariantCulture) / TicksASecond);
    }

    private static long Status(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[name.Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
