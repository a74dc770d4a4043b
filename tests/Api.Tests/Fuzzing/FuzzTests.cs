using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Fuzzing;

/// <summary>A registry of its own, whose limits of addresses do not stop the fuzzer.</summary>
public sealed class FuzzApp() : RegistryApp(
    "Development", Clock, ("Registry:AnonymousPostsAMinute", "0"), ("Registry:VerifyAMinute", "0"));

/// <summary>
/// Goal: no bytes make a fault of ours (findings M2, M3). Method: requests by the OpenAPI document, right and broken,
/// as every role, each made from the seed and its number; whatever comes back is an answer, or a problem with a code
/// that is known, within five seconds. <c>REGISTRY_FUZZ_REQUESTS</c> and <c>REGISTRY_FUZZ_SEED</c> make a long run:
/// 200,000 are over in two to four minutes of two cores.
/// </summary>
public sealed partial class FuzzTests(FuzzApp app) : IClassFixture<FuzzApp>
{
    private const int Short = 1_500, Side = 8;
    private static readonly TimeSpan _tooLong = TimeSpan.FromSeconds(5), _longest = TimeSpan.FromSeconds(15);

    private static readonly string?[] _roles =
    [
        null, "driver.1", "driver.2", "officer.henan", "officer.yunnan", "enforcement.yunnan", "operator.demo",
        "employer.demo", "centre", "nra", "admin", "auditor",
    ];

    private static readonly HashSet<string> _codes =
        [.. Enum.GetValues<RefusalCode>().Select(code => RefusalCodes.Text(code))];

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly ConcurrentBag<string> _faults = [];

    /// <summary>Answers that the document does not describe (L12).</summary>
    private readonly ConcurrentDictionary<string, bool> _undescribed = new();

    [GeneratedRegex("\"(?:id|personId|vehicleId|operatorId|employerId|approvalId)\":\"([B-Z]-[0-9A-Z.]{6,})\"")]
    private static partial Regex Ids();

    [Fact]
    public async Task M2_No_request_is_a_fault_of_ours()
    {
        var (requests, seed) = (Setting("REGISTRY_FUZZ_REQUESTS", Short), Setting("REGISTRY_FUZZ_SEED", 1));
        var document = await app.Anonymous().Get("/openapi/v1.json");
        // An account that was closed signs in no more, and there are no others of its role.
        FuzzOperation[] operations =
            [.. FuzzOperation.Of(document).Where(one => one.Path != HttpSteps.Api + "/me/close")];
        var ids = await Known();
        Assert.True(operations.Length > 150 && ids.Count > 10, $"{operations.Length} operations, {ids.Count} ids");
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = app.Address };
        var (started, sent) = (Stopwatch.StartNew(), 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = Side }, async (number, _) =>
            {
                if (_faults.Count > 10 || (requests == Short && started.Elapsed > _longest)) return;
                Interlocked.Increment(ref sent);
                var request = FuzzRequest.Make(seed, number, operations, document, ids);
                var role = _roles[number % _roles.Length];
                if (await Fault(client, request, role) is { } fault)
                    _faults.Add($"seed {seed}, request {number} as {role ?? "nobody"}: {fault}\n  {request}");
            });
        using var alive = await client.GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Empty(_faults);
        // What comes rarely is found by the long run alone; whether the short one finds it would be chance.
        if (requests != Short)
            Assert.True(_undescribed.IsEmpty, string.Join('\n', _undescribed.Keys.Order(StringComparer.Ordinal)));
        Assert.True(sent > requests / 10, $"{sent} of {requests} were sent");
    }

    /// <summary>What is wrong with the answer; null: nothing. Slow twice is slow: the machine has others.</summary>
    private async Task<string?> Fault(HttpClient client, FuzzRequest request, string? role)
    {
        for (var again = false; ; again = true)
        {
            using var message = request.Message();
            if (role is not null) message.Headers.Authorization = new("Bearer", await Token(role));
            var took = Stopwatch.StartNew();
            using var answer = await client.SendAsync(message);
            var text = await answer.Content.ReadAsStringAsync();
            if (took.Elapsed > _tooLong && !again) continue;
            if (took.Elapsed > _tooLong) return $"took {took.Elapsed}";
            var status = (int)answer.StatusCode;
            if (request.Undescribed(status) is { } undescribed) _undescribed[undescribed] = true;
            if (status < 400) return null;
            if (answer.Content.Headers.ContentType?.MediaType is not "application/problem+json"
                && !(answer.Content.Headers.ContentType?.MediaType == "text/html" && status < 500))
                return $"{status} {answer.Content.Headers.ContentType} {text}";
            if (text.Length == 0 || text[0] != '{') return null; // The page of /v/.
            var code = (string?)JsonNode.Parse(text)!["code"] ?? "";
            if (code == "SESSION_ENDED" && role is not null) _tokens.TryRemove(role, out string? _);
            if (!_codes.Contains(code) || (status >= 500 && status != 503)) return $"{status} {text}";
            return null;
        }
    }

    private async Task<string> Token(string role)
    {
        if (_tokens.TryGetValue(role, out var known)) return known;
        var session = await app.Anonymous().Done(
            HttpSteps.Api + "/sessions", new { userName = role, password = RegistryApp.Password });
        return _tokens[role] = (string)session["token"]!;
    }

    /// <summary>Ids of what is there, but of no account: requests shall not lock out who sends them.</summary>
    private async Task<IReadOnlyList<string>> Known()
    {
        await app.Renewal();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        string[] lists =
        [
            "/certificates?mine=true", "/vehicles?mine=true", "/operators?mine=true", "/trips?mine=true",
            "/rail-licences?mine=true", "/employers?mine=true", "/exam-sessions", "/applications?mine=true",
            "/applications?queue=true", "/trips?queue=true", "/me",
        ];
        foreach (var role in _roles.OfType<string>())
        {
            using var client = await app.As(role);
            foreach (var list in lists)
            {
                var text = await client.GetStringOrNothing(HttpSteps.Api + list);
                foreach (Match match in Ids().Matches(text)) found.Add(match.Groups[1].Value);
            }
        }
        return [.. found];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number)
            ? number : otherwise;
}

internal static class FuzzReads
{
    public static async Task<string> GetStringOrNothing(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "";
    }
}
