using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// Officers who read, search, look at their queue and at statistics all the while. An answer is right or says that the
/// registry is away; how long it took is kept with its moment.
/// </summary>
internal sealed class SoakReaders(IReadOnlyList<string> certificates, Func<IReadOnlyList<HttpClient>> hosts)
{
    private const string Api = "/api/v1/";
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentBag<(TimeSpan At, double Milliseconds)> _read = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _away;

    /// <summary>Reads until it is asked to stop.</summary>
    public Task Run(int readers, CancellationToken end) => Task.WhenAll(
        Enumerable.Range(0, readers).Select(reader => Task.Run(() => Read(reader, end), CancellationToken.None)));

    /// <summary>The median of a part of the time, in milliseconds; parts from 0.</summary>
    public double Median(int part, int of)
    {
        var length = _watch.Elapsed / of;
        var sorted = _read.Where(one => one.At >= length * part && one.At < length * (part + 1))
            .Select(one => one.Milliseconds).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    /// <summary>One line for the log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_read.Count} reads, {_away} while the registry was away; median by quarter of the time "
        + $"{string.Join(", ", Enumerable.Range(0, 4).Select(part => $"{Median(part, 4):0.0}"))} ms");

    private async Task Read(int reader, CancellationToken end)
    {
        for (var number = reader; !end.IsCancellationRequested; number++)
        {
            if (hosts() is { Count: > 0 } there) await Read(there[number % there.Count], number);
            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private async Task Read(HttpClient host, int number)
    {
        var began = _watch.Elapsed;
        try
        {
            using var answer = await ((number % 4) switch
            {
                0 => host.PostAsJsonAsync(Api + "search", new { kind = "certificate", name = "王伟" }),
                1 => host.GetAsync(Api + "applications?queue=true"),
                2 => host.GetAsync(Api + (number % 40 == 2 ? "statistics" : "me")),
                _ => host.GetAsync(Api + "certificates/" + certificates[number % certificates.Count]),
            });
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref _away);
            else if (answer.IsSuccessStatusCode) _read.Add((began, (_watch.Elapsed - began).TotalMilliseconds));
            else Assert.Fail($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException
            or ObjectDisposedException)
        {
            Interlocked.Increment(ref _away);
        }
    }
}
