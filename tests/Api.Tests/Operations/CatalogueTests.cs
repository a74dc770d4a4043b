using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: the catalogue is the whole guide (办事指南), and what was agreed to is kept with the application. Method: every
/// service of the catalogue, and an application with and without the notice.
/// </summary>
[Collection(Shared.Name)]
public sealed class CatalogueTests(RegistryApp app)
{
    private const string Api = HttpSteps.Api;

    [Fact]
    public async Task Every_service_says_what_to_know_to_do_to_pay_and_whom_to_ask()
    {
        foreach (var service in (await app.Anonymous().Get(Api + "/services"))["items"]!.AsArray())
        {
            var id = (string)service!["id"]!;
            Assert.Equal(id, (string)service["notice"]!["id"]!);
            Assert.NotEmpty(service["notice"]!["items"]!.AsArray());
            Assert.Equal((string)service["notice"]!["version"]!, (string)service["agreements"]![0]!["version"]!);
            Assert.NotEmpty(service["steps"]!.AsArray());
            Assert.NotNull(service["fees"]);
            Assert.All(service["contacts"]!.AsArray(), contact =>
            {
                Assert.Contains("非真实", (string)contact!["phone"]!, StringComparison.Ordinal);
                Assert.Null(contact["notSet"]);
            });
            foreach (var field in service["fields"]!.AsArray())
            {
                Assert.Equal(
                    (string)field!["label"]!["zh"]!, (string)service["labels"]![(string)field["name"]!]!["zh"]!);
                foreach (var choice in field["choices"]?.AsArray() ?? [])
                    Assert.NotNull(service["labels"]![$"{field["name"]}.{choice}"]!["en"]);
            }
            foreach (var sample in service["samples"]!.AsArray())
            {
                using var picture = await app.Anonymous().GetAsync(new Uri((string)sample!["path"]!, UriKind.Relative));
                Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
            }
        }
    }

    [Fact]
    public async Task A_rail_renewal_says_which_field_belongs_to_which_reason()
    {
        var service = await app.Anonymous().Get(Api + "/services/rail.renewal");
        var fields = service["fields"]!.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!);
        Assert.Equal("reason: expiryAndEmployer employer", (string)fields["newEmployerId"]["requiredIf"]!);
        Assert.Equal("驾驶证有效期满+变更姓名", (string)fields["reason"]["choiceLabels"]!["expiryAndName"]!["zh"]!);
        Assert.Equal("工作日 8:30-17:00", (string)service["officeHours"]!["zh"]!);
    }

    [Fact]
    public async Task What_was_agreed_to_is_kept_and_another_version_is_refused()
    {
        var notice = (await app.Anonymous().Get(Api + "/services/vehicle.annualReview"))["notice"]!;
        Assert.True((bool)notice["consent"]!);
        var fleet = await Fleet.New(app);
        var path = $"{Api}/vehicles/{(await fleet.Vehicle())["id"]}/applications";
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await fleet.Review()))!;
        body["agreed"] = new JsonObject { ["notice"] = "vehicle.annualReview", ["version"] = "1999-01-01" };
        await fleet.Operator.Refused(path, 400, "MALFORMED", body.ToJsonString());
        body["agreed"]!["version"] = (string)notice["version"]!;
        var made = await fleet.Operator.Done(path, body.ToJsonString(), HttpStatusCode.Created);
        var read = await fleet.Officer.Get($"{Api}/applications/{made["id"]}");
        Assert.Equal((string)notice["version"]!, (string)read["agreed"]!["version"]!);

        var other = $"{Api}/vehicles/{(await fleet.Vehicle())["id"]}/applications";
        var silent = await fleet.Operator.Done(other, await fleet.Review(), HttpStatusCode.Created);
        Assert.Null(silent["agreed"]); // A client of before this member is as welcome.
    }

    [Fact]
    public async Task A_material_without_a_picture_is_not_found()
    {
        using var answer = await app.Anonymous().GetAsync(new Uri(Api + "/samples/nothing", UriKind.Relative));
        await answer.Problem(404, "NOT_FOUND");
    }
}
