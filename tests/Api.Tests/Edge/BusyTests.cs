using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using SQLitePCL;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: while the disk is slow, people are turned away at once instead of waiting in a queue that nobody bounds; what
/// was taken is carried out, what was turned away can be sent again as it was, and nothing is lost or doubled. Method:
/// another connection holds the write lock of the file, for as long as a test needs, so that the writer really waits.
/// </summary>
public sealed class BusyTests(BusyTests.SlowApp app) : IClassFixture<BusyTests.SlowApp>
{
    private const int MaxWaitMilliseconds = 700, Late = 5;

    /// <summary>A registry that turns people away when writes have waited for 0.7 s.</summary>
    public sealed class SlowApp()
        : RegistryApp("Development", Clock, ("Registry:MaxWaitMilliseconds", $"{MaxWaitMilliseconds}"),
            ("Registry:AlwaysTaken", "0")); // It takes no crowd to see who is turned away.

    private static readonly object _violation = new { points = 1, on = "2026-02-12", note = "x" };

    private IRegistry Registry => app.Services.GetRequiredService<IRegistry>();

    [Fact]
    public async Task Who_comes_late_is_turned_away_at_once_and_nothing_is_lost_or_doubled()
    {
        var officer = await app.As("officer.henan");
        var (first, other) = (await app.CertificateOf("driver.1"), await app.CertificateOf("driver.2"));
        var versions = (await Version(officer, first), await Version(officer, other));
        var before = Registry.Operations.Load.Writes;

        Task<HttpResponseMessage> taken;
        using (HeldFile.Of(app.DatabaseFile))
        {
            taken = officer.Post(Violations(first), _violation, Key("taken"));
            await Waited();
            for (var n = 0; n < Late; n++)
            {
                using var late = await officer.Post(Violations(other), _violation, Key($"late-{n}"));
                var problem = await late.Problem(503, "BUSY");
                Assert.True((bool)problem["retry"]!["possible"]!);
                Assert.Equal(TimeSpan.FromSeconds(2), late.Headers.RetryAfter!.Delta);
            }
            Assert.False(taken.IsCompleted, "the file was not held");
        }

        using (var done = await taken) await done.Is(HttpStatusCode.OK);
        for (var n = 0; n < Late; n++)
        {
            var late = n;
            using var again = await Served(() => officer.Post(Violations(other), _violation, Key($"late-{late}")));
            await again.Is(HttpStatusCode.OK);
            Assert.False(again.Headers.Contains("Idempotency-Replayed"));
        }
        Assert.Equal((versions.Item1 + 1, versions.Item2 + Late),
            (await Version(officer, first), await Version(officer, other)));
        Assert.InRange(Registry.Operations.Load.Writes - before, Late, int.MaxValue);
        Assert.Contains("registry_turned_away_total{work=\"write\"} ", await Metrics(), StringComparison.Ordinal);
        Assert.Contains(app.Log, line => line.Contains("were turned away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_on_record_is_read_and_what_is_not_is_turned_away_and_so_is_an_upload()
    {
        var (officer, driver) = (await app.As("officer.henan"), await app.As("driver.1"));
        var seen = await app.CertificateOf("driver.1");
        await Version(officer, seen);
        var found = await officer.Done($"{HttpSteps.Api}/search", new { kind = "certificate", expiring = 3_000 });
        var unseen = found["items"]!.AsArray().Select(item => (string)item!["id"]!).First(id => id != seen);

        using (HeldFile.Of(app.DatabaseFile))
        {
            var taken = officer.Post(Violations(seen), _violation, Key("reads"));
            await Waited();
            using var again = await officer.GetAsync(Certificate(seen));
            await again.Is(HttpStatusCode.OK);
            using var fresh = await officer.GetAsync(Certificate(unseen));
            await fresh.Problem(503, "BUSY");
            using var upload = await driver.Upload(Images.Png(), "portraitPhoto");
            await upload.Problem(503, "BUSY");
            using var alive = await app.Anonymous().GetAsync(new Uri("/healthz", UriKind.Relative));
            await alive.Is(HttpStatusCode.OK);
            Assert.False(taken.IsCompleted, "the file was not held");
        }

        using var later = await Served(() => officer.GetAsync(Certificate(unseen)));
        await later.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Deadlines_are_not_turned_away_but_wait()
    {
        var officer = await app.As("officer.henan");
        var (held, due) = (await app.CertificateOf("driver.1"), await app.CertificateOf("driver.3"));
        var certificate = new EntityId(EntityKind.Certificate, due);

        Task<Answer> passed;
        using (HeldFile.Of(app.DatabaseFile))
        {
            _ = officer.Post(Violations(held), _violation, Key("deadlines"));
            await Waited();
            passed = Registry.Execute(
                certificate, new Envelope("busy:1", new PassTime(), Actor.Registry(Channel.Deadline)));
            await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.False(passed.IsCompleted, "it did not wait");
        }

        Assert.IsType<Answer.Done>(await passed);
    }

    /// <summary>Until the oldest write has waited longer than people's may.</summary>
    private async Task Waited()
    {
        while (Registry.Operations.Load.WriteWait.TotalMilliseconds <= MaxWaitMilliseconds)
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    private static string Violations(string id) => $"{HttpSteps.Api}/certificates/{id}/violations";

    private static Uri Certificate(string id) => new($"{HttpSteps.Api}/certificates/{id}", UriKind.Relative);

    private static (string, string) Key(string key) => ("Idempotency-Key", "busy-" + key);

    private static async Task<int> Version(HttpClient officer, string id)
    {
        using var answer = await Served(() => officer.GetAsync(Certificate(id)));
        return (int)(await answer.Json())["version"]!;
    }

    /// <summary>Comes again as asked: on a machine that others use, the next ones may be turned away too.</summary>
    private static async Task<HttpResponseMessage> Served(Func<Task<HttpResponseMessage>> ask)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await ask();
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 50) return answer;
            answer.Dispose();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> Metrics() =>
        await app.Anonymous().GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>The write lock of a file of SQLite; the registry waits five seconds for it.</summary>
    private sealed class HeldFile : IDisposable
    {
        private readonly sqlite3 _connection;

        private HeldFile(sqlite3 connection) => _connection = connection;

        public static HeldFile Of(string path)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out var connection));
            raw.sqlite3_busy_timeout(connection, 2_000);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(connection, "BEGIN IMMEDIATE"));
            return new HeldFile(connection);
        }

        public void Dispose()
        {
            raw.sqlite3_exec(_connection, "ROLLBACK");
            _connection.Dispose();
        }
    }
}
