using System.Collections.Concurrent;
using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>
/// Goal: one address and a flood keep nobody out, and the auditor sees each request of it in one counted line a minute.
/// Method: 2,000 requests in seconds, 10,000 with REGISTRY_TEST_LONG=1, and the owners who sign in right afterwards.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
[Collection(OneProduction.Name)]
public sealed class ProductionFloodTests(ProductionRegistry registry)
{
    private const int AtATime = 16, Kinds = 5;

    private static readonly int _requests =
        Environment.GetEnvironmentVariable("REGISTRY_TEST_LONG") is "1" ? 10_000 : 2_000;

    [Fact]
    public async Task T14_a_flood_from_one_address_keeps_nobody_out_and_is_one_counted_line_a_minute()
    {
        var (holder, officer) = (await registry.AHolder(), registry.NameOf(registry.Officer));
        using var flood = Visitor.At(registry.Url);
        var (statuses, began) = (new ConcurrentBag<HttpStatusCode>(), DateTimeOffset.UtcNow);
        await Parallel.ForEachAsync(Enumerable.Range(0, _requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, cancellation) =>
            {
                using var answer = await ((i % Kinds) switch
                {
                    0 => flood.Http.Post(HttpSteps.Api + "/sessions",
                        new { userName = officer, password = $"guess {i} of the password" }),
                    1 => flood.Http.Post(HttpSteps.Api + "/verification-codes",
                        new { phone = holder.Phone, purpose = "signIn" }),
                    2 => flood.Http.GetAsync(HttpSteps.Api + "/certificates/" + holder.CertificateId, cancellation),
                    3 => flood.Http.Post(HttpSteps.Api + "/sessions", new { requestId = "C-0", code = "000000" }),
                    _ => flood.Http.PostAsync("/sign-in/staff", new FormUrlEncodedContent(
                        [new("userName", officer), new("password", $"guess {i} of the password")]), cancellation),
                });
                statuses.Add(answer.StatusCode);
            });

        using var again = await registry.Again(registry.Officer);
        await again.Get("/applications?queue=true");
        using var elsewhere = Visitor.At(registry.Url);
        var (requestId, code) = await registry.Code(elsewhere, holder.Phone, "signIn");
        await elsewhere.SignIn(new { requestId, code, identityLastSix = holder.Number[^6..] });
        Assert.Equal(holder.PersonId, (string)(await elsewhere.Get("/me"))["realName"]!["personId"]!);

        Assert.DoesNotContain(HttpStatusCode.InternalServerError, statuses);
        Assert.DoesNotContain(HttpStatusCode.OK, statuses);
        var minutes = (int)Math.Ceiling((DateTimeOffset.UtcNow - began).TotalMinutes) + 1;
        var lines = (await registry.Audited(new { what = "refused" }))
            .Where(line => (string?)line["network"] == flood.Address).ToArray();
        Assert.InRange(lines.Length, 1, minutes);
        var refused = statuses.Count(status => status != HttpStatusCode.Accepted);
        Assert.Equal(refused, lines.Sum(line => (int)line["count"]!));
        var counts = ProductionRegistry.Counts(lines);
        Assert.Equal(_requests / Kinds, counts["NOT_SIGNED_IN getCertificate"]);
        Assert.True(counts["TOO_MANY signIn"] > 0 && counts["TOO_MANY sendCode"] > 0);
    }
}
