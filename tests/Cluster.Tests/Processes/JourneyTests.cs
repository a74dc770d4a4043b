using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: to a client three silos are one registry. Method: real processes; each request of a story goes to another silo.
/// </summary>
[Collection("real silos, one test at a time")]
public sealed class JourneyTests
{
    [SkippableTheory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task A_renewal_goes_from_silo_to_silo(string provider)
    {
        if (provider != "Registry") SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start(provider);
        var holderToken = await cluster.Silos[0].SignIn("driver.1");
        var officerToken = await cluster.Silos[1].SignIn("officer.henan");
        HttpClient Holder(int silo) => cluster.Silos[silo].Client(holderToken);
        HttpClient Officer(int silo) => cluster.Silos[silo].Client(officerToken);

        var certificate = (string)(await Holder(2).Get(Talk.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        var path = $"{Talk.Api}/certificates/{certificate}/applications";
        string[] kinds = ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];
        var materials = new List<object>();
        foreach (var (kind, n) in kinds.Select((kind, n) => (kind, n)))
            materials.Add(new { kind, documentId = await Holder(n % 3).Uploaded(kind) });
        var wish = new { service = "certificate.renewal", form = new { serviceUnit = "郑州宏达货运有限公司" }, materials, delivery = "pickUp" };

        using var first = await Holder(0).Post(path, wish, ("Idempotency-Key", "renewal-1"));
        await first.Is(HttpStatusCode.Created);
        var application = await first.Json();
        using var again = await Holder(1).Post(path, wish, ("Idempotency-Key", "renewal-1"));
        Assert.Equal(application.ToJsonString(), (await again.Json()).ToJsonString());
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        using var other = await Holder(2).Post(path, new { wish.service, form = new { serviceUnit = "另一家货运有限公司" }, wish.materials, wish.delivery }, ("Idempotency-Key", "renewal-1"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (string)(await other.Json())["code"]!);

        var desk = $"{Talk.Api}/applications/{application["id"]}";
        await Officer(1).Done(desk + "/claim");
        await Officer(2).Done(desk + "/accept");
        await Holder(0).Refused(desk + "/withdraw", 409, "ALREADY_ACCEPTED");
        Assert.Equal("approved", (string)(await Officer(0).Done(desk + "/approve"))["status"]!);
        await Officer(1).Done(desk + "/ready");
        Assert.Equal("delivered", (string)(await Officer(2).Done(desk + "/deliver"))["status"]!);
        for (var silo = 0; silo < 3; silo++)
            Assert.Equal("valid", (string)(await Holder(silo).Get($"{Talk.Api}/certificates/{certificate}"))["status"]!);
        await cluster.Until(TimeSpan.FromSeconds(20), "select count(*) from outbox", 0);
        await SignedOut(cluster, holderToken);
    }

    /// <summary>A session that ends on one silo is over on the others within the stated bound.</summary>
    private static async Task SignedOut(SiloCluster cluster, string token)
    {
        var elsewhere = cluster.Silos[2].Client(token);
        await elsewhere.Get(Talk.Api + "/me");
        using var end = await cluster.Silos[0].Client(token).Post(Talk.Api + "/me/sessions/revoke-all");
        Assert.True(end.IsSuccessStatusCode, $"{end.StatusCode}");
        var watch = Stopwatch.StartNew();
        await ApiProcess.Until(TimeSpan.FromSeconds(15), async () => (await elsewhere.GetAsync(Talk.Api + "/me")).StatusCode == HttpStatusCode.Unauthorized);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"the session lived on for {watch.Elapsed}");
    }
}
