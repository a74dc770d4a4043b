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
}
