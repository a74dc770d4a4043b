using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// Officers who read, search, look at their queue and at statistics all the while, each time at another silo. An answer
/// is right or says that the registry is away: no certificate goes back to a version before one that somebody was
/// shown. How long an answer took is kept with its moment.
/// </summary>
internal sealed class SoakReaders(
    IReadOnlyList<string> certificates, KnownVersions known, Func<IReadOnlyList<HttpClient>> hosts)
{
    private const string Api = "/api/v1/";
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentBag<(TimeSpan At, double Milliseconds)> _read = [];
    private readonly ConcurrentBag<string> _faults = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ConcurrentBag<double> _sinceLooked = [];
    private int _away, _compared;

    /// <summary>What was wrong.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How many reads of a certificate were compared with what was known before.</summary>
    public int Compared => _compared;

    /// <summary>How many reads found the registry away.</summary>
    public int Away => _away;

    /// <summary>Milliseconds of each read that was answered since this was asked last, shortest first.</summary>
    public double[] SinceLooked() => [.. Interlocked.Exchange(ref _sinceLooked, []).Order()];

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
        $"{_read.Count} reads, {_compared} of them compared, {_away} while the registry was away; median by quarter of "
        + $"the time {string.Join(", ", Enumerable.Range(0, 4).Select(part => $"{Median(part, 4):0.0}"))} ms");

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
        var (began, certificate) = (_watch.Elapsed, certificates[number / 2 % certificates.Count]);
        var least = known.Least(certificate);
        try
        {
            using var answer = await ((number % 4) switch
            {
                0 => host.PostAsJsonAsync(Api + "search", new { kind = "certificate", name = "王伟" }),
                2 when number % 40 == 2 => host.GetAsync(Api + "statistics"),
                2 => host.GetAsync(Api + "applications?queue=true"),
                _ => host.GetAsync(Api + "certificates/" + certificate),
            });
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _away);
                return;
            }
            if (!answer.IsSuccessStatusCode)
                _faults.Add($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode} {said}");
            else if (number % 2 == 1) Compare(certificate, least, (int)JsonNode.Parse(said)!["version"]!);
            var took = (_watch.Elapsed - began).TotalMilliseconds;
            _read.Add((began, took));
            _sinceLooked.Add(took);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException
            or ObjectDisposedException)
        {
            Interlocked.Increment(ref _away);
        }
    }

    private void Compare(string certificate, int least, int version)
    {
        Interlocked.Increment(ref _compared);
        if (version < least)
            _faults.Add($"{certificate} was read in version {version}, and somebody was shown {least} before");
        known.Shown(certificate, version);
    }
}
