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
        await using var watched = store;
        var noticesBefore = await store.LastNotice(); // Before there is a process.
        await using var server = await launch();
        var ready = server.Ready();
        var first = (Done: 0L, At: 0.0);
        while (true)
        {
            if (ready.IsFaulted) await ready;
            var (done, at) = (await store.LastNotice() - noticesBefore, server.Age);
            if (first.Done == 0 && done > 0) first = (done, at);
            if (done >= due && await store.Overdue(dueAt) == 0)
            {
                var seen = Seen(due, first, at, server);
                await ready; // A short storm may be over before; nobody stops a process that is still starting.
                return seen;
            }
            if (at > _most.TotalSeconds) throw new TimeoutException($"{done} of {due} are done after {_most}");
            await Task.Delay(_lookEvery);
        }
    }

    private static double[] Seen(int due, (long Done, double At) first, double at, Server server) =>
    [
        (due - first.Done) / (at - first.At), at, server.Peak / Units.MiB, server.Processor.TotalMicroseconds / due,
    ];
}
