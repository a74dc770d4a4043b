using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
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
    private const int MaxConnections = 256, Scans = 32, ScanBytes = 200_000, Stride = 7_919;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly byte[][] _scans =
        [.. Enumerable.Range(0, Scans).Select(n => Images.Png(1_000, 700, ScanBytes, (byte)(n * 7)))];

    private readonly ConcurrentQueue<(string Application, string Step)> _waiting = new();
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = MaxConnections }) { Timeout = _patience };

    private readonly string _today = ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow())
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int _filings;
    private string? _refusal;

    /// <summary>What was answered as done.</summary>
    public Acknowledged Acknowledged { get; } = new();

    /// <summary>The session of the officer.</summary>
    public string Officer => asking.Officer;

    /// <summary>The first answer that was neither done nor "come later"; null: there was none.</summary>
    public string? Refusal => _refusal;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends one; gives its status, 0 when there was no answer.</summary>
    public async Task<int> Send(DueRequest due, int number)
    {
        try
        {
            return due.Kind switch
            {
                MixedPlan.Read => (await Get(number, "certificates/" + Certificate(number), asking.Officer)).Status,
                MixedPlan.List => await List(number),
                MixedPlan.Verify => (await Get(number, "verify/" + asking.Tokens[number % asking.Tokens.Count], null))
                    .Status,
                MixedPlan.File => await FileOne(number),
                MixedPlan.Decide => await Decide(number),
                _ => (await Get(number, "statistics", asking.Officer)).Status,
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return 0;
        }
    }

    /// <summary>The answer to a GET; the body where it was 200.</summary>
    public Task<(int Status, JsonNode? Body)> Get(int number, string path, string? session) =>
        Ask(HttpMethod.Get, number, path, session ?? "", null);

    private async Task<int> List(int number) => (number % 3) switch
    {
        0 => (await Ask(HttpMethod.Post, number, "search", asking.Officer,
            JsonContent.Create(new { kind = "certificate", name = "王伟" }))).Status,
        1 => (await Ask(HttpMethod.Post, number, "search", asking.Officer,
            JsonContent.Create(new { kind = "certificate", expiring = 90 }))).Status,
        _ => (await Get(number, "applications?queue=true", asking.Officer)).Status,
    };

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
        var (status, uploaded) = await Ask(HttpMethod.Post, number, "documents", owner, form);
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
        (status, var filed) = await Ask(HttpMethod.Post, number,
            $"vehicles/{asking.Fleet.Vehicles[n]}/applications", owner, JsonContent.Create(body), "filing");
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
        var (status, decided) = await Ask(HttpMethod.Post, number, $"applications/{next.Application}/{next.Step}",
            asking.Officer, JsonContent.Create(new { }), next.Step);
        if (decided is null) return status;
        Acknowledged.Step(next.Application, (string)decided["status"]!);
        if (next.Step == "accept") _waiting.Enqueue((next.Application, "approve"));
        return status;
    }

    private async Task<int> Record(int number)
    {
        var certificate = Certificate(number);
        var (status, written) = await Ask(HttpMethod.Post, number, $"certificates/{certificate}/violations",
            asking.Officer, JsonContent.Create(new { points = 1, on = _today, note = "测量" }), "violation");
        if (written is not null) Acknowledged.Version(certificate, (int)written["version"]!);
        return status;
    }

    private string Certificate(int number) =>
        asking.Certificates[(int)((long)number * Stride % asking.Certificates.Count)];

    private async Task<(int Status, JsonNode? Body)> Ask(
        HttpMethod method, int number, string path, string session, HttpContent? content, string? key = null)
    {
        using var request =
            new HttpRequestMessage(method, $"{asking.Urls[number % asking.Urls.Count]}/api/v1/{path}");
        request.Content = content;
        if (session.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        if (key is not null) request.Headers.Add("Idempotency-Key", $"{key}-{Guid.NewGuid():N}");
        using var answer = await _http.SendAsync(request);
        var said = await answer.Content.ReadAsByteArrayAsync();
        if (answer.IsSuccessStatusCode) return ((int)answer.StatusCode, JsonNode.Parse(said));
        if ((int)answer.StatusCode is not (429 or 503))
            Interlocked.CompareExchange(
                ref _refusal, $"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(said)}", null);
        return ((int)answer.StatusCode, null);
    }
}
