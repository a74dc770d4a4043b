using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Bench.Processes;

namespace OrleansRegistry.Bench.Figures;

/// <summary>
/// How busy others keep the machine meanwhile: all processor time, without that of this process and of its children.
/// </summary>
internal sealed class OtherWork
{
    private const double TicksASecond = 100;
    private static readonly int[] _busy = [1, 2, 3, 6, 7, 8]; // user, nice, system, irq, softirq, steal.

    private readonly double _others = Others(), _own = Own();
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Processors that others have kept busy since this was made, on average.</summary>
    public double Processors() => Math.Max(0, (Others() - _others) / Stopwatch.GetElapsedTime(_since).TotalSeconds);

    /// <summary>Seconds of processor that this program and all that it has started have spent since.</summary>
    public double Ours() => Own() - _own;

    private static double Others()
    {
        var all = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return _busy.Sum(field => long.Parse(all[field], CultureInfo.InvariantCulture)) / TicksASecond - Own();
    }

    private static double Own()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Stat: ProcessFigures.Stat($"/proc/{id}/stat")))
            .Where(process => process.Stat is not null)
            .ToDictionary(process => process.Id, process => process.Stat!.Value);
        return processes.Where(process => IsOurs(process.Key))
            .Sum(process => (process.Value.Own + process.Value.Children).TotalSeconds);

        bool IsOurs(int id)
        {
            while (id != Environment.ProcessId && processes.TryGetValue(id, out var stat)) id = stat.Parent;
            return id == Environment.ProcessId;
        }
    }
}
