using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Watches from outside how a process that has just been started does what is overdue. Each deadline of it tells
/// somebody something, so the number of the last notice says how many are done; counting them through the index that
/// the storm rewrites took a tenth of the machine. The end is counted.
/// </summary>
internal static class Storm
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(100), _most = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Speed from the first to the last, seconds from the start, memory at most, processor time a deadline.
    /// </summary>
    public static async Task<double[]> Watch(
        int due, DateTimeOffset dueAt, Func<Task<Server>> launch, MeasuredStore store)
    {
        var drained = await Drain(due, dueAt, launch, store);
        return [drained.PerSecond, drained.Seconds, drained.Peak / Units.MiB, drained.Processor];
    }

    /// <summary>What was seen of a storm.</summary>
    /// <param name="PerSecond">From the first look at which something was done to the last deadline.</param>
    /// <param name="Seconds">From the start of the process to the end.</param>
    /// <param name="Peak">Bytes in memory at most.</param>
    /// <param name="Processor">Microseconds of the process's processor a deadline, its start included.</param>
    /// <param name="All">Those of process, database and this program together, from the first look on.</param>
    public sealed record Drained(double PerSecond, double Seconds, long Peak, double Processor, double All);

    /// <summary>The same with what the database spends.</summary>
    public static async Task<Drained> Drain(
        int due, DateTimeOffset dueAt, Func<Task<Server>> launch, MeasuredStore store)
    {
        await using var watched = store;
        var noticesBefore = await store.LastNotice(); // Before there is a process.
        await using var server = await launch();
        var ready = server.Ready();
        var (first, spent) = ((Done: 0L, At: 0.0), new OtherWork());
        while (true)
        {
            if (ready.IsFaulted) await ready;
            var (done, at) = (await store.LastNotice() - noticesBefore, server.Age);
            if (first.Done == 0 && done > 0) (first, spent) = ((done, at), new OtherWork());
            if (done >= due && await store.Overdue(dueAt) == 0)
            {
                var left = due - first.Done;
                var seen = new Drained(left / (at - first.At), at, server.Peak,
                    server.Processor.TotalMicroseconds / due, spent.Ours() * 1e6 / left);
                await ready; // A short storm may be over before; nobody stops a process that is still starting.
                return seen;
            }
            if (at > _most.TotalSeconds) throw new TimeoutException($"{done} of {due} are done after {_most}");
            await Task.Delay(_lookEvery);
        }
    }
}
