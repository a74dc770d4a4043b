using System.Net;
using System.Net.Http.Json;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// An officer who records one death after the other, each with its own key until it is answered. What becomes of a
/// certificate is a consequence, so it goes through the outbox, by whichever silo is there: in the end each of these
/// persons has one death, and the certificate was cancelled once because of it.
/// </summary>
/// <param name="dying">Who dies, one after the other, and a valid certificate of each.</param>
/// <param name="on">The day, yyyy-MM-dd.</param>
/// <param name="pause">Between two of them.</param>
/// <param name="hosts">Where to send.</param>
internal sealed class SoakDeaths(
    IReadOnlyList<(string Person, string Certificate)> dying, string on, TimeSpan pause,
    Func<IReadOnlyList<HttpClient>> hosts)
{
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(50);

    /// <summary>How many were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Records them until it is asked to stop, or all are dead.</summary>
    public async Task Run(CancellationToken end)
    {
        while (Acknowledged < dying.Count && !end.IsCancellationRequested)
        {
            await Record(dying[Acknowledged].Person);
            Acknowledged++;
            await Task.Delay(pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks at what the events say; the registry is at rest.</summary>
    public async Task Check(string database)
    {
        var dead = dying.Take(Acknowledged).ToArray();
        await Once(database, "person.deathRecorded", dead.Select(one => one.Person));
        await Once(database, "certificate.cancelled", dead.Select(one => one.Certificate));
    }

    /// <summary>
    /// Holders of an officer's certificates without those of whom a certificate has to stay valid, and without those
    /// who hold a certificate of another province too: they may belong to the authority there (rules.md H.26), and then
    /// this officer does not record their death.
    /// </summary>
    public static async Task<IReadOnlyList<(string Person, string Certificate)>> Holders(
        HttpClient officer, string database, string province, IEnumerable<string> certificates,
        IEnumerable<string> stay)
    {
        var living = new HashSet<string>(await ElsewhereToo(database, province));
        foreach (var certificate in stay) living.Add(await HolderOf(officer, certificate));
        var found = new List<(string, string)>();
        foreach (var certificate in certificates)
            if (await HolderOf(officer, certificate) is var holder && living.Add(holder))
                found.Add((holder, certificate));
        return found;
    }

    private static async Task<string[]> ElsewhereToo(string database, string province) =>
        (string[])(await PostgresServer.Run(database, $"""
            SELECT coalesce(array_agg(DISTINCT person_key), ARRAY[]::text[]) FROM search
            WHERE kind = 'certificate' AND person_key IS NOT NULL AND authority NOT LIKE '{province}%'
            """))!;

    /// <summary>Each of these entities has one event of this name.</summary>
    private static async Task Once(string database, string type, IEnumerable<string> keys)
    {
        var all = string.Join(", ", keys.Select(key => $"'{key}'"));
        var wrong = await PostgresServer.Run(database, $"""
            SELECT string_agg(key, ', ') FROM unnest(ARRAY[{all}]::text[]) AS one (key) WHERE 1 <> (
                SELECT count(*) FROM event WHERE event.key = one.key AND event.type = '{type}')
            """);
        Assert.True(wrong is null, $"not once {type}: {wrong}");
    }

    private static async Task<string> HolderOf(HttpClient officer, string certificate) =>
        (string)(await officer.Get($"{HttpSteps.Api}/certificates/{certificate}"))["holder"]!["id"]!;

    private async Task Record(string person)
    {
        for (var host = Acknowledged; ; host++)
        {
            if (hosts() is { Count: > 0 } there && await IsRecorded(there[host % there.Count], person)) return;
            await Task.Delay(_again, CancellationToken.None);
        }
    }

    private async Task<bool> IsRecorded(HttpClient host, string person)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{HttpSteps.Api}/persons/{person}/death")
            {
                Content = JsonContent.Create(new { on }),
            };
            request.Headers.Add("Idempotency-Key", $"death-{person}");
            using var answer = await host.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable) return false;
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException
            or ObjectDisposedException)
        {
            return false; // The host is gone, cut off or asleep: the next one.
        }
    }
}
