using System.Diagnostics;

namespace OrleansRegistry.Bench.Load;

/// <summary>A request that is due at an instant of the plan.</summary>
/// <param name="At">From the beginning of the round.</param>
/// <param name="Kind">What is asked.</param>
internal readonly record struct DueRequest(TimeSpan At, string Kind);

/// <summary>What came of it.</summary>
/// <param name="At">When it was due.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="Milliseconds">From the instant at which it was due to the end of the answer.</param>
/// <param name="Status">The HTTP status; 0: no answer.</param>
internal readonly record struct Answered(TimeSpan At, string Kind, double Milliseconds, int Status)
{
    /// <summary>True: it was done.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>True: it was asked to come again later, which is no error under too much load.</summary>
    public bool IsTurnedAway => Status is 429 or 503;
}

/// <summary>
/// Sends requests when they are due and not when others have been answered. Latency counts from that instant, so what a
/// request waits for a connection, for a thread of this process or behind others is in it.
/// </summary>
internal static class OpenLoop
{
    /// <summary>What a whole round came to.</summary>
    /// <param name="All">Every request, in the order of the plan.</param>
    /// <param name="Generator">Processor time that this process took for it.</param>
    /// <param name="Seconds">From the beginning to the last answer.</param>
    public sealed record Round(IReadOnlyList<Answered> All, TimeSpan Generator, double Seconds);

    /// <summary>Sends all of a plan and waits for the last answer.</summary>
    /// <param name="plan">In the order of time.</param>
    /// <param name="send">Sends the request with this number of its kind and gives its status; 0: no answer.</param>
    public static async Task<Round> Run(IReadOnlyList<DueRequest> plan, Func<DueRequest, int, Task<int>> send)
    {
        var answered = new Answered[plan.Count];
        var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var sent = new Task[plan.Count];
        // A thread of its own: those of the pool are the requests'.
        var sending = new Thread(() => SendAll()) { Priority = ThreadPriority.AboveNormal };
        sending.Start();
        await Task.Run(sending.Join);
        await Task.WhenAll(sent);
        return new Round(answered, Environment.CpuUsage.TotalTime - before, watch.Elapsed.TotalSeconds);

        void SendAll()
        {
            for (var i = 0; i < plan.Count; i++)
            {
                for (var left = plan[i].At - watch.Elapsed; left > TimeSpan.Zero; left = plan[i].At - watch.Elapsed)
                    Thread.Sleep(left < TimeSpan.FromMilliseconds(2) ? TimeSpan.FromMilliseconds(0.5) : left * 0.5);
                var number = i;
                sent[i] = Task.Run(() => One(number));
            }
        }

        async Task One(int number)
        {
            var due = plan[number];
            var status = await send(due, number);
            answered[number] =
                new Answered(due.At, due.Kind, (watch.Elapsed - due.At).TotalMilliseconds, status);
        }
    }
}
