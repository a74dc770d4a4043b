using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace OrleansRegistry.Tests.Faults;

/// <summary>
/// An officer who records points, many at once, each with its own key, and repeats with the same key until there is an
/// answer, as a client should; and who writes down what was acknowledged. <see cref="Checker"/> compares it with what
/// is there in the end.
/// </summary>
/// <param name="certificates">Ids of certificates that stay valid.</param>
/// <param name="on">The day of each violation, yyyy-MM-dd: not after the registry's today.</param>
internal sealed class Ledger(string[] certificates, string on)
{
    private const int InFlight = 24;
    private static readonly TimeSpan _maxAnswer = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Between an answer and the next command of a worker: about 400 a second. A load without pauses takes the
    /// processors from the silos that start meanwhile, and everything acknowledged is sent once more in the end.
    /// </summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private volatile IReadOnlyList<HttpClient> _hosts = [];
    private int _sent, _repeats;
    private long _lastTicks = Stopwatch.GetTimestamp(), _pauseTicks;

    /// <summary>Where to send: any of these, signed in. May change on the way, as hosts come and go.</summary>
    public IReadOnlyList<HttpClient> Hosts { get => _hosts; set => _hosts = value; }

    /// <summary>How long each of those who send waits between two commands.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Called with each acknowledgement: the certificate and the body of the answer.</summary>
    public Action<string, string>? Answered { get; init; }

    /// <summary>What they write to.</summary>
    public IReadOnlyList<string> Certificates => certificates;

    /// <summary>Keys that were acknowledged; each is the note of one violation.</summary>
    public ICollection<int> Acknowledged => _acknowledged.Keys;

    /// <summary>How often something had to be sent again.</summary>
    public int Repeats => _repeats;

    /// <summary>The longest time in which nobody at all was answered.</summary>
    public TimeSpan LongestPause => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _pauseTicks));

    /// <summary>Load before the fault, through it, and after it; ends when everything sent is answered.</summary>
    public async Task Through(Func<Task> fault, int before = 100, int after = 200)
    {
        using var end = new CancellationTokenSource();
        var running =
            Task.WhenAll(Enumerable.Range(0, InFlight).Select(worker => Task.Run(() => Work(worker, end.Token))));
        try
        {
            await More(before, running);
            await fault();
            await More(after, running);
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }
    }

    /// <summary>Waits for so many more answers.</summary>
    public async Task More(int answers, Task? running = null)
    {
        for (var until = _acknowledged.Count + answers; _acknowledged.Count < until; await Task.Delay(20))
            if (running is { IsCompleted: true }) await running;
    }

    /// <summary>Sends once more what was acknowledged: the answers are the same, and marked as repeated.</summary>
    public Task Replay() => Parallel.ForEachAsync(_acknowledged, new ParallelOptions
    {
        MaxDegreeOfParallelism = InFlight,
    }, async (sent, _) =>
    {
        var (body, replayed) = await Send(sent.Key, sent.Key);
        Assert.True(replayed, $"key {sent.Key} was acknowledged and is carried out again");
        Assert.Equal(sent.Value, body);
    });

    private async Task Work(int worker, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var key = Interlocked.Increment(ref _sent);
            var body = (await Send(key, worker)).Body;
            _acknowledged[key] = body;
            Answered?.Invoke(CertificateOf(key), body);
            if (Pause > TimeSpan.Zero) await Task.Delay(Pause, CancellationToken.None);
            var now = Stopwatch.GetTimestamp();
            var pause = now - Interlocked.Exchange(ref _lastTicks, now);
            for (var seen = Interlocked.Read(ref _pauseTicks); pause > seen;)
            {
                var before = Interlocked.CompareExchange(ref _pauseTicks, pause, seen);
                if (before == seen) break;
                seen = before;
            }
            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private async Task<(string Body, bool Replayed)> Send(int key, int host)
    {
        var given = Stopwatch.StartNew();
        for (var last = "no host"; ; Interlocked.Increment(ref _repeats))
        {
            Assert.True(given.Elapsed < _maxAnswer,
                $"key {key} was not answered in {_maxAnswer.TotalSeconds} s; at last: {last}");
            if (_hosts is { Count: > 0 } hosts)
            {
                try
                {
                    using var answer = await Post(hosts[host++ % hosts.Count], key);
                    var body = await answer.Content.ReadAsStringAsync();
                    if (answer.IsSuccessStatusCode) return (body, answer.Headers.Contains("Idempotency-Replayed"));
                    last = $"{(int)answer.StatusCode} {body}";
                    Assert.True((int)answer.StatusCode == 503, last);
                }
                catch (Exception e) when (
                    e is HttpRequestException or TaskCanceledException or ObjectDisposedException or IOException)
                {
                    last = e.Message; // The host is gone, cut off or asleep: the next one.
                }
            }
            await Task.Delay(50);
        }
    }

    private string CertificateOf(int key) => certificates[key % certificates.Length];

    private async Task<HttpResponseMessage> Post(HttpClient client, int key)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/certificates/{CertificateOf(key)}/violations")
        {
            Content = JsonContent.Create(new { points = 1, on, note = key.ToString(CultureInfo.InvariantCulture) }),
        };
        request.Headers.Add("Idempotency-Key", $"load-{key}");
        return await client.SendAsync(request);
    }

    /// <summary>One line for the log.</summary>
    public override string ToString() =>
        $"{_acknowledged.Count} acknowledged, {_repeats} repeats, "
        + $"nobody answered for at most {LongestPause.TotalMilliseconds:N0} ms";
}
