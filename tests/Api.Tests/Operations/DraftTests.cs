using System.Net;
using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: what somebody began at one device goes on at another, and nobody else sees it (http.md 9). Method: two
/// accounts, bodies at the limit and above it.
/// </summary>
[Collection(Shared.Name)]
public sealed class DraftTests(RegistryApp app)
{
    private const string Drafts = HttpSteps.Api + "/me/drafts";

    [Fact]
    public async Task A_draft_is_read_as_it_was_saved_listed_and_forgotten()
    {
        var (owner, other) = (await app.NewAccount(), await app.NewAccount());
        await (await Put(owner, "certificate.renewal", """{"form":{"phone":"1"}}""")).Is(HttpStatusCode.NoContent);
        await (await Put(owner, "certificate.renewal", """{"form":{"phone":"2"}}""")).Is(HttpStatusCode.NoContent);
        using var read = await owner.GetAsync(new Uri(Drafts + "/certificate.renewal", UriKind.Relative));
        Assert.Equal("""{"form":{"phone":"2"}}""", await read.Content.ReadAsStringAsync());
        var listed = (await owner.Get(Drafts))["items"]!.AsArray();
        Assert.Equal("certificate.renewal", (string)Assert.Single(listed)!["key"]!);
        Assert.StartsWith("2026-03-15", (string)listed[0]!["expiresAt"]!, StringComparison.Ordinal);

        Assert.Empty((await other.Get(Drafts))["items"]!.AsArray());
        using var hidden = await other.GetAsync(new Uri(Drafts + "/certificate.renewal", UriKind.Relative));
        await hidden.Problem(404, "NOT_FOUND");

        using var gone = await owner.DeleteAsync(new Uri(Drafts + "/certificate.renewal", UriKind.Relative));
        await gone.Is(HttpStatusCode.NoContent);
        using var again = await owner.DeleteAsync(new Uri(Drafts + "/certificate.renewal", UriKind.Relative));
        await again.Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_draft_has_16_KB_at_most_a_plain_key_and_is_a_JSON_object()
    {
        var owner = await app.NewAccount();
        string Of(int bytes) => $$"""{"a":"{{new string('x', bytes - 8)}}"}""";
        await (await Put(owner, "a", Of(16 * 1024))).Is(HttpStatusCode.NoContent);
        await (await Put(owner, "a", Of(16 * 1024 + 1))).Problem(413, "TOO_LARGE");
        await (await Put(owner, "a", "[1]")).Problem(400, "MALFORMED");
        await (await Put(owner, "a%20b", "{}")).Problem(400, "MALFORMED");
        for (var i = 1; i < 50; i++) await (await Put(owner, $"d{i}", "{}")).Is(HttpStatusCode.NoContent);
        await (await Put(owner, "d50", "{}")).Problem(400, "MALFORMED");
        await (await Put(owner, "d49", """{"x":1}""")).Is(HttpStatusCode.NoContent);
    }

    private static Task<HttpResponseMessage> Put(HttpClient client, string key, string json) => client.PutAsync(
        new Uri($"{Drafts}/{key}", UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));
}
