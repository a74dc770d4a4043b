using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Bench.Mix;

/// <summary>Who asks: their sessions, and what they ask about.</summary>
/// <param name="Urls">The servers, asked in turn.</param>
/// <param name="Officer">The session of an officer of the province.</param>
/// <param name="Owners">A session for each operator of the fleet.</param>
/// <param name="Certificates">Keys of certificates within the officer's reach.</param>
/// <param name="Fleet">Vehicles to file for.</param>
/// <param name="Tokens">Codes that are checked at the roadside.</param>
internal sealed record Asking(
    IReadOnlyList<string> Urls, string Officer, IReadOnlyList<string> Owners, IReadOnlyList<string> Certificates,
    Fleet Fleet, IReadOnlyList<string> Tokens);

/// <summary>
/// Sends what is due as the one who would: an officer reads, searches and decides, operators file with a scan, anybody
/// checks a code. Each write has a key of its own, as a client's should.
/// </summary>
internal sealed class MixedWork(Asking asking) : IDisposable
{
    private const int MaxConnections = 2_000, Scans = 32, ScanBytes = 200_000, Stride = 7_919;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly byte[][] _scans =
        [.. Enumerable.Range(0, Scans).Select(n => Images.Png(1_000, 700, ScanBytes, (byte)(n * 7)))];

    private readonly ConcurrentQueue<(string Application, string Step)> _waiting = new();
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = MaxConnections }) { Timeout = _patience };

    private readonly string _today = ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow())
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int _filings;

    /// <summary>What was answered as done.</summary>
    public Acknowledged Acknowledged { get; } = new();

    /// <summary>Every answer, counted.</summary>
    public Tally Tally { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends one; gives its status, 0 when there was no answer.</summary>
    public Task<int> Send(DueRequest due, int number) => due.Kind switch
    {
        MixedPlan.Read => StatusOf(Get("read", number, "certificates/" + Certificate(number), asking.Officer)),
        MixedPlan.List => List(number),
        MixedPlan.Verify =>
            StatusOf(Get("verification", number, "verify/" + asking.Tokens[number % asking.Tokens.Count], "")),
        MixedPlan.File => FileOne(number),
        MixedPlan.Decide => Decide(number),
        _ => StatusOf(Get("statistics", number, "statistics", asking.Officer)),
    };

    /// <summary>What the officer sees at a path; null: it was not answered with 200.</summary>
    public async Task<JsonNode?> LookAgain(int number, string path) =>
        (await Get("look again", number, path, asking.Officer)).Body;

    private Task<int> List(int number) => StatusOf((number % 3) switch
    {
        0 => Search(number, new { kind = "certificate", name = "王伟" }),
        1 => Search(number, new { kind = "certificate", expiring = 90 }),
        _ => Get("queue", number, "applications?queue=true", asking.Officer),
    });

    /// <summary>An annual review with a scan of the vehicle licence.</summary>
    private async Task<int> FileOne(int number)
    {
        var n = Interlocked.Increment(ref _filings) - 1;
        if (n >= asking.Fleet.Vehicles.Count) throw new InvalidOperationException("the fleet is too small");
        var owner = asking.Owners[n % asking.Owners.Count];
        using var scan = new ByteArrayContent(_scans[n % Scans]);
        scan.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("vehicleLicenceFront"), "kind" }, { scan, "file", "licence.png" },
        };
        var (status, uploaded) = await Ask("upload", HttpMethod.Post, number, "documents", owner, form);
        if (uploaded is null) return status;
        var body = new
        {
            service = "vehicle.annualReview",
            form = new
            {
                contactName = "李四", contactPhone = "13800000000", declared = true, hasInspectionRecords = false,
            },
            materials = new[] { new { kind = "vehicleLicenceFront", documentId = (string)uploaded["id"]! } },
        };
        (status, var filed) = await Write("filing", number, $"vehicles/{asking.Fleet.Vehicles[n]}/applications",
            owner, body);
        if (filed is null) return status;
        var application = (string)filed["id"]!;
        Acknowledged.Step(application, (string)filed["status"]!);
        _waiting.Enqueue((application, "accept"));
        return status;
    }

    /// <summary>The next of what was filed; while nothing is, a breach of the law is recorded.</summary>
    private async Task<int> Decide(int number)
    {
        if (!_waiting.TryDequeue(out var next)) return await Record(number);
        var (status, decided) = await Write(
            next.Step, number, $"applications/{next.Application}/{next.Step}", asking.Officer, new { });
        if (decided is null)
        {
            if (status is 429 or 503) _waiting.Enqueue(next); // It waits for the officer to come again.
            return status;
        }
        Acknowledged.Step(next.Application, (string)decided["status"]!);
        if (next.Step == "accept") _waiting.Enqueue((next.Application, "approve"));
        return status;
    }

    private async Task<int> Record(int number)
    {
        var certificate = Certificate(number);
        var (status, written) = await Write("violation", number, $"certificates/{certificate}/violations",
            asking.Officer, new { points = 1, on = _today, note = "测量" });
        if (written is not null) Acknowledged.Version(certificate, (int)written["version"]!);
        return status;
    }

    private string Certificate(int number) =>
        asking.Certificates[(int)((long)number * Stride % asking.Certificates.Count)];

    private static async Task<int> StatusOf(Task<(int Status, JsonNode? Body)> asked) => (await asked).Status;

    private Task<(int Status, JsonNode? Body)> Get(string what, int number, string path, string session) =>
        Ask(what, HttpMethod.Get, number, path, session);

    private Task<(int Status, JsonNode? Body)> Search(int number, object criteria) =>
        Ask("search", HttpMethod.Post, number, "search", asking.Officer, JsonContent.Create(criteria));

    private Task<(int Status, JsonNode? Body)> Write(
        string what, int number, string path, string session, object body) =>
        Ask(what, HttpMethod.Post, number, path, session, JsonContent.Create(body), $"{what}-{Guid.NewGuid():N}");

    /// <summary>True where nobody needs the answer: to parse it would cost the generator as much as to send.</summary>
    private static bool IsOnlyRead(string what) => what is "read" or "search" or "queue" or "statistics";

    private async Task<(int Status, JsonNode? Body)> Ask(
        string what, HttpMethod method, int number, string path, string session, HttpContent? content = null,
        string? key = null)
    {
        using var request =
            new HttpRequestMessage(method, $"{asking.Urls[number % asking.Urls.Count]}/api/v1/{path}");
        request.Content = content;
        if (session.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var (status, said) = ((int)answer.StatusCode, (JsonNode?)null);
            if (answer.IsSuccessStatusCode && IsOnlyRead(what)) await answer.Content.CopyToAsync(Stream.Null);
            else said = await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync());
            Tally.Add(what, $"{status} {said?["code"] ?? said?["result"]} {said?["reason"]}".TrimEnd());
            return (status, answer.IsSuccessStatusCode ? said : null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException
            or JsonException)
        {
            Tally.Add(what, "none: " + e.GetType().Name);
            return (0, null);
        }
    }
}
