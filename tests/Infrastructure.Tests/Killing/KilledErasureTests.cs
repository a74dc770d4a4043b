using System.Globalization;
using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Killing;

/// <summary>
/// Goal: a process that is killed while histories lose their keys ends what it has begun, and the registry verifies
/// (M13, docs/adr/0150). Method: accounts over HTTP that proved nothing and were closed, the clock moved past their
/// time, and the process killed a moment later, in each round another one; then the next process.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class KilledErasureTests : IDisposable
{
    private const int AccountsARound = 4;
    private static readonly int[] _killedAfter = [0, 40, 150];
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);
    private static readonly (string, string?)[] _settings = [("Registry__KeySecret", new string('k', 40))];

    private readonly Scratch _scratch = new();
    private int _sequence;

    [Fact]
    public async Task M13_killed_while_histories_are_erased_the_next_process_ends_it_and_the_registry_verifies()
    {
        var now = DateTimeOffset.Parse(Programs.Clock, CultureInfo.InvariantCulture);
        var silo = await LoneSilo.Start(_scratch["data"], Programs.Clock, null, _settings);
        try
        {
            foreach (var milliseconds in _killedAfter)
            {
                var filings = new List<string>();
                for (var i = 0; i < AccountsARound; i++) filings.Add(await ClosedWithoutProof(silo));
                now = now.AddDays(200);
                await silo.Http.Done("/dev/clock", new { to = now });
                await Task.Delay(milliseconds); // That is the fault: wherever the erasure is by then.
                await silo.DisposeAsync();
                silo = await LoneSilo.Start(
                    _scratch["data"], now.ToString("O", CultureInfo.InvariantCulture), null, _settings);
                await silo.SignIn("officer.henan");
                foreach (var id in filings)
                    await LoneSilo.Until(_moment, async () =>
                        (await silo.Http.GetAsync($"{HttpSteps.Api}/applications/{id}")).StatusCode
                            == HttpStatusCode.NotFound);
            }
            await silo.Stop();
        }
        finally
        {
            await silo.DisposeAsync();
        }
        var verified = await Cli.RunWith(_settings, "verify", "--data", _scratch["data"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains($"{AccountsARound * _killedAfter.Length} histories erased by rule", verified.ToString(),
            StringComparison.Ordinal);
    }

    /// <summary>The id of the filing of an account that proved nothing and is closed.</summary>
    private async Task<string> ClosedWithoutProof(LoneSilo silo)
    {
        var n = Interlocked.Increment(ref _sequence);
        using var person = new HttpClient { BaseAddress = silo.Http.BaseAddress };
        var asked = await person.Done(HttpSteps.Api + "/verification-codes",
            new { phone = $"1380001{n:D4}", purpose = "register" }, HttpStatusCode.Accepted);
        var sent = (await person.Get("/dev/codes"))["items"]!.AsArray()
            .Single(one => (string)one!["requestId"]! == (string)asked["requestId"]!)!;
        var agreements = (await person.Get(HttpSteps.Api + "/agreements"))["items"]!.AsArray()
            .Select(one => new { id = (string)one!["id"]!, version = (string)one["version"]! });
        var opened = await person.Done(HttpSteps.Api + "/accounts", new
        {
            requestId = (string)asked["requestId"]!, code = (string)sent["code"]!, agreements,
        }, HttpStatusCode.Created);
        person.DefaultRequestHeaders.Authorization = new("Bearer", (string)opened["session"]!["token"]!);
        var filed = await person.Done(HttpSteps.Api + "/me/real-name", new
        {
            name = "抹除测试", identityNumber = CitizenNumbers.Of("410102", "19850615", n),
            frontDocumentId = await Card(person, "identityFront"), backDocumentId = await Card(person, "identityBack"),
        }, HttpStatusCode.Accepted);
        var id = (string)filed["id"]!;
        await silo.SignIn("officer.henan");
        await silo.Http.Done($"{HttpSteps.Api}/applications/{id}/refuse", new { reasons = new[] { "人证不符" } });
        using var closed = await person.Post(HttpSteps.Api + "/me/close", new { understood = true });
        await closed.Is(HttpStatusCode.NoContent);
        return id;
    }

    private static async Task<string> Card(HttpClient person, string kind)
    {
        using var answer = await person.Upload(
            Images.Png(856, 540, padding: Random.Shared.Next(1, 9000)), kind, "card.png");
        await answer.Is(HttpStatusCode.Created);
        return (string)(await answer.Json())["id"]!;
    }

    public void Dispose() => _scratch.Dispose();
}
