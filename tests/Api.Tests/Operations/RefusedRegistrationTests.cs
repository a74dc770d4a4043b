using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: a registration that was refused has left nothing, so that the mended one is taken, also where the name was
/// what had to be mended. Method: each way of registering somebody with each of its faults, then the same number under
/// another name.
/// </summary>
[Collection(Shared.Name)]
public sealed class RefusedRegistrationTests(RegistryApp app)
{
    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "certificateNumber", "\"ABC\"" }, { "authority", "\"4199999\"" }, { "serviceUnit", "\"\\u0001\"" },
        { "validFrom", "\"2027-01-01\"" }, { "firstIssuedOn", "\"2021-01-01\"" }, { "validTo", "\"2019-01-01\"" },
        { "documentVersion", "0" }, { "points", "-1" }, { "lastGradedCycle", "99" },
        { "cancelledOn", "\"2026-01-01\"" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task H24_a_certificate_that_was_refused_leaves_nobody(string field, string value)
    {
        var (officer, number) = (await app.As("officer.henan"), Cases.CitizenNumber());
        var row = Cases.Row(number);
        row[field] = JsonNode.Parse(value);
        row["holder"]!["name"] = "打错名字";
        using (var refused = await officer.Post(HttpSteps.Api + "/certificates", row.ToJsonString()))
            Assert.True((int)refused.StatusCode is >= 400 and < 500, $"{refused.StatusCode}");
        var made = await officer.Done(
            HttpSteps.Api + "/certificates", Cases.Row(number).ToJsonString(), HttpStatusCode.Created);
        Assert.Equal("测试员", (string)made["holder"]!["name"]!);
    }

    [Theory]
    [InlineData("""{"holder":{},"licence":{"classes":[],"validFrom":"2020-01-01","validTo":"2025-12-31"}}""")]
    [InlineData("""{"holder":{},"study":{"experience":{"crewMonths":-1}}}""")]
    public async Task H24_a_career_that_was_refused_leaves_nobody(string body)
    {
        var (centre, number) = (await app.As("centre"), Cases.CitizenNumber());
        var row = JsonNode.Parse(body)!;
        row["holder"] = new JsonObject { ["name"] = "打错名字", ["identityNumber"] = number };
        await centre.Refused(HttpSteps.Api + "/rail-licences", 400, "MALFORMED", row.ToJsonString());
        var made = await centre.Done(HttpSteps.Api + "/rail-licences",
            new { holder = new { name = "测试员", identityNumber = number } }, HttpStatusCode.Created);
        Assert.Equal("测试员", (string)made["holder"]!["name"]!);
    }
}
