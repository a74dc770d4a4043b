using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Tests.Conformance;

// Signed roots of the audit and what stands under them.
public abstract partial class HttpConformance<TSubject>
{
    [Fact]
    public async Task A_history_stands_under_one_root_of_the_day_at_all_fronts()
    {
        Here();
        var (auditor, holder) = (await SignedIn("auditor"), await SignedIn("driver.1"));
        var certificate = (string)(await holder().Get(HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        for (var front = 0; front < subject.Fronts; front++)
        {
            var root = Assert.Single((await auditor().Get(HttpSteps.Api + "/admin/audit/roots"))["items"]!.AsArray())!;
            Assert.Equal(Day(subject.Today.AddDays(-1)), (string)root["day"]!);
            var proof = await holder().Get($"{HttpSteps.Api}/audit/proof/certificate/{certificate}");
            Assert.Equal(root.ToJsonString(), proof["root"]!.ToJsonString());
            Assert.Equal($"certificate {certificate} {proof["version"]} {proof["head"]}", (string)proof["leaf"]!);
        }
    }

    [Fact]
    public async Task Who_looks_at_people_through_all_fronts_at_once_is_answered_and_on_record_each_time()
    {
        Here();
        var (auditor, officer) = (await SignedIn("auditor"), await SignedIn("officer.henan"));
        var list = await officer().Done(HttpSteps.Api + "/search?limit=60",
            new { kind = "freightDriver", expiring = new { from = Day(subject.Today), to = "2040-01-01" } });
        var ids = list["items"]!.AsArray().Select(item => (string)item!["id"]!).ToArray();
        Assert.NotEmpty(ids);
        await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(0, subject.Fronts).Select(async _ =>
            Assert.Equal(id, (string)(await officer().Get($"{HttpSteps.Api}/certificates/{id}"))["id"]!))));
        var chains = new HashSet<string>();
        foreach (var id in ids.Take(6))
        {
            var found = await auditor().Done(HttpSteps.Api + "/admin/audit/search?limit=50", new { about = id });
            var lines = found["items"]!.AsArray();
            Assert.NotEmpty(lines);
            chains.UnionWith(lines.Select(line => (string)line!["chain"]!));
        }
        Assert.True(chains.Count >= subject.Fronts, $"fewer chains than silos: {string.Join(", ", chains)}");
    }
}
