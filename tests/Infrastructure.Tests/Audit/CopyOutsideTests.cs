using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>
/// Goal: the copy outside has every record, also when the process was killed, and an outsider checks it with what
/// docs/security.md says. Method: a process with a file as its copy is killed while it works, and started again.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class CopyOutsideTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly DocumentedCommands _outsider = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _outsider.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T10_nothing_is_lost_when_the_process_is_killed_and_an_outsider_checks_the_copy(bool onPostgres)
    {
        if ((onPostgres ? PostgresServer.Shared.Missing : null) is { } none) Assert.Skip(none);
        if (DocumentedCommands.Missing is { } missing) Assert.Skip(missing);
        var database = onPostgres ? await PostgresServer.Shared.NewDatabase() : null;
        var copy = _outsider["audit.jsonl"];
        if (!onPostgres) await Demonstration.Into(_scratch["data"], Programs.Clock);
        await using (var first = await Start(database, copy))
        {
            await SignedIn(first);
            // Killed at the end, whatever is on its way.
            for (var i = 0; i < 20; i++) await first.Http.Done(HttpSteps.Api + "/admin/audit/search", new { });
        }
        await File.AppendAllTextAsync(copy, "{\"chain\":\"torn"); // What a kill in the middle of a line leaves.

        await using (var second = await Start(database, copy))
        {
            var auditor = await SignedIn(second);
            var newest = (await second.Http.Done(HttpSteps.Api + "/admin/audit/search", new { }))["items"]![0]!;
            var chain = (string)newest["chain"]!;
            await Until(async () => (await Lines(copy)).Any(line => (string?)line["chain"] == chain
                && (long)line["number"]! >= (long)newest["number"]!));

            // The day is over: its root covers the chain.
            var day = DateTimeOffset.Parse(Programs.Clock, CultureInfo.InvariantCulture);
            using (var moved = await second.Http.Post("/dev/clock", new { to = day.AddDays(1) }))
                Assert.True(moved.IsSuccessStatusCode);
            await second.Http.Get(HttpSteps.Api + "/admin/audit/roots");
            await Until(async () => (await Lines(copy)).Any(line => (string?)line["root"] == Programs.Clock[..10]));
            (string, string)[] variables =
            [
                ("R", second.Http.BaseAddress!.ToString().TrimEnd('/')), ("TOKEN", auditor), ("CHAIN", chain),
                ("ABOUT", "audit/" + chain.Replace('/', '~')),
            ];
            Assert.Equal(0, await _outsider.Run("proof-fetch", variables));
            Assert.Equal(0, await _outsider.Run("proof-check", variables));
            Assert.True(await _outsider.Run("copy-check", variables) == 0, _outsider.Said);
            Assert.Contains("stand under a root", _outsider.Said, StringComparison.Ordinal);

            // One letter of one record.
            var lines = await File.ReadAllTextAsync(copy);
            await File.WriteAllTextAsync(copy, lines.Replace("searchAudit", "searchOther", StringComparison.Ordinal));
            Assert.NotEqual(0, await _outsider.Run("copy-check", variables));
        }
        if (database is not null) await PostgresServer.Shared.Drop(database);
    }

    private Task<LoneSilo> Start(string? database, string copy) => LoneSilo.Start(
        _scratch["data"], database: database, more: [("Registry__AuditSink", copy)]);

    private static async Task<string> SignedIn(LoneSilo silo)
    {
        var auditor = await silo.SignIn("auditor");
        silo.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", auditor);
        return auditor;
    }

    private static async Task<List<JsonNode>> Lines(string copy)
    {
        var lines = new List<JsonNode>();
        if (!File.Exists(copy)) return lines;
        using var file = new StreamReader(new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (await file.ReadLineAsync() is { } line)
            if (line.EndsWith('}')) lines.Add(JsonNode.Parse(line)!); // Not what a kill has torn.
        return lines;
    }

    private static async Task Until(Func<Task<bool>> done)
    {
        for (var tries = 0; !await done(); tries++)
        {
            Assert.True(tries < 300, string.Create(CultureInfo.InvariantCulture, $"not after {tries} looks"));
            await Task.Delay(100);
        }
    }
}
