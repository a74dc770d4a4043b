using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>
/// Goal: an outsider can check that a history stands under a signed root, and sees when it does not. Method: the
/// commands of docs/security.md are run as they stand there; they are the second implementation.
/// </summary>
[Collection(Shared.Name)]
public sealed class ProofTests(RegistryApp app) : IDisposable
{
    private readonly DocumentedCommands _outsider = new();

    /// <inheritdoc/>
    public void Dispose() => _outsider.Dispose();

    [Fact]
    public async Task T8_a_proof_is_checked_by_the_documented_commands_and_tampering_is_found()
    {
        if (DocumentedCommands.Missing is { } missing) Assert.Skip(missing);
        var id = await app.CertificateOf("driver.1");
        var driver = await app.As("driver.1");
        Assert.Equal(0, await Run("proof-fetch", $"certificate/{id}", driver));
        Assert.Equal(0, await Run("proof-check", "", driver));
        Assert.Contains("stands under the root of 2026-02-12, ", _outsider.Said, StringComparison.Ordinal);

        var proof = JsonNode.Parse(await File.ReadAllTextAsync(_outsider["proof.json"]))!;
        var history = await driver.Get($"{HttpSteps.Api}/certificates/{id}/history?limit=200");
        var last = history["items"]!.AsArray()[(int)proof["version"]! - 1]!;
        Assert.Equal((string)last["hash"]!, (string)proof["head"]!);

        foreach (var tamper in new Action<JsonNode>[]
        {
            one => one["leaf"] = ((string)one["leaf"]!).Replace(id, "Q-0000000000000000", StringComparison.Ordinal),
            one => one["path"]![0]!["hash"] = new string('0', 64),
            one => one["path"]![0]!["left"] = !(bool)one["path"]![0]!["left"]!,
            one => one["head"] = new string('0', 64),
            one => one["root"]!["jws"] = Cut((string)one["root"]!["jws"]!, "AAAA"),
            one => one["root"]!["jws"] = "e30." + ((string)one["root"]!["jws"]!).Split('.', 2)[1],
        })
        {
            var changed = proof.DeepClone();
            tamper(changed);
            await File.WriteAllTextAsync(_outsider["proof.json"], changed.ToJsonString());
            Assert.NotEqual(0, await Run("proof-check", "", driver));
            Assert.DoesNotContain("stands under", _outsider.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task T8_roots_are_the_auditor_s_and_a_proof_is_for_whoever_may_read_the_entity()
    {
        var id = await app.CertificateOf("driver.1");
        await Status("admin", "/admin/audit/roots", HttpStatusCode.Forbidden);
        var roots = await (await app.As("auditor")).Get($"{HttpSteps.Api}/admin/audit/roots");
        var root = Assert.Single(roots["items"]!.AsArray())!;
        Assert.Equal("2026-02-12", (string)root["day"]!);
        var path = $"/audit/proof/certificate/{id}";
        foreach (var may in new[] { "driver.1", "officer.henan", "auditor" })
        {
            var proof = await (await app.As(may)).Get(HttpSteps.Api + path);
            Assert.Equal((string)root["jws"]!, (string)proof["root"]!["jws"]!);
        }
        await Status("driver.2", path, HttpStatusCode.NotFound);
        await Status("operator.demo", path, HttpStatusCode.Forbidden);
        foreach (var none in new[] { $"nothing/{id}", $"vehicle/{id}", "certificate/Q-NOBODY" })
            await Status("officer.henan", "/audit/proof/" + none, HttpStatusCode.NotFound);
        foreach (var kind in new[] { "audit/x~2026-02-12", "root/2026-02-12" })
            await Status("officer.henan", "/audit/proof/" + kind, HttpStatusCode.Forbidden);
        // What is newer than the last root is covered tomorrow.
        var fresh = (string)(await app.Certificate())["id"]!;
        using var early = await (await app.As("officer.henan")).GetAsync(
            new Uri($"{HttpSteps.Api}/audit/proof/certificate/{fresh}", UriKind.Relative));
        await early.Problem(422, "TOO_EARLY");
    }

    private static string Cut(string jws, string end) => jws[..^end.Length] + end;

    private async Task Status(string account, string path, HttpStatusCode status)
    {
        using var answer = await (await app.As(account)).GetAsync(new Uri(HttpSteps.Api + path, UriKind.Relative));
        await answer.Is(status);
    }

    private Task<int> Run(string block, string about, HttpClient client) => _outsider.Run(
        block, ("R", app.Address.ToString().TrimEnd('/')), ("ABOUT", about),
        ("TOKEN", client.DefaultRequestHeaders.Authorization!.Parameter!));
}
