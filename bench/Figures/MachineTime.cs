using System.Globalization;

namespace OrleansRegistry.Bench.Figures;

/// <summary>Processor time of the whole machine (proc(5)): programs, database and kernel together.</summary>
internal static class MachineTime
{
    private const double TicksASecond = 100;
    private static readonly int[] _busy = [1, 2, 3, 6, 7, 8]; // user, nice, system, irq, softirq, steal.

    /// <summary>Seconds of processor since the machine started, of all processors.</summary>
    public static double Seconds()
    {
        var all = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return _busy.Sum(field => long.Parse(all[field], CultureInfo.InvariantCulture)) / TicksASecond;
    }
}
