using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>
/// Goal: what is done twice at the same instant is done once, and an id of somebody else's in a body opens nothing.
/// Method: as <see cref="ProductionAttackTests"/>.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
[Collection(OneProduction.Name)]
public sealed class ProductionRaceTests(ProductionRegistry registry)
{
    [Fact]
    public async Task T5_of_eight_sign_ins_with_one_text_at_once_one_gets_in_and_none_afterwards()
    {
        var (_, phone) = await registry.APerson();
        using var asking = Visitor.At(registry.Url);
        var (requestId, code) = await registry.Code(asking, phone, "signIn");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Try()));
        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await Try());

        async Task<HttpStatusCode> Try()
        {
            using var somewhere = Visitor.At(registry.Url);
            using var answer = await somewhere.Http.Post(HttpSteps.Api + "/sessions", new { requestId, code });
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task T6_of_two_officers_who_take_and_decide_a_case_at_once_one_does()
    {
        var (owner, id) = await Applied();
        Visitor[] officers = [registry.Officer, registry.Second];
        var taken = await At(officers.Select(one => (one, "claim", (object)new { })), id);
        Assert.Equal([200, 409], taken.Order());
        var (holds, other) = taken[0] == 200 ? (officers[0], officers[1]) : (officers[1], officers[0]);
        await other.Refused($"/applications/{id}/accept", 409, "WRONG_STATE");
        await holds.Done($"/applications/{id}/accept");
        await holds.Done($"/applications/{id}/release");

        var decided = await At(
            [(holds, "approve", new { }), (other, "refuse", new { reasons = new[] { "x" } })], id);
        Assert.Equal([200, 409], decided.Order());
        Assert.Equal(decided[0] == 200 ? "approved" : "refused",
            (string)(await owner.Person.Get($"/applications/{id}"))["status"]!);
    }

    [Fact]
    public async Task T8_T9_an_id_of_somebody_elses_in_a_body_opens_nothing()
    {
        var (owner, id) = await Applied();
        var thief = (await registry.AHolder()).Person;
        var handedIn = (string)(await owner.Person.Get($"/applications/{id}"))["materials"]![0]!["documentId"]!;
        await thief.Refused("/objections", 404, "NOT_FOUND", new { about = id, text = "x" });
        await thief.Refused("/objections", 404, "NOT_FOUND", new { about = owner.CertificateId, text = "x" });
        var own = (string)(await thief.Get("/certificates?mine=true"))["items"]![0]!["id"]!;
        await thief.Refused("/objections", 400, "MALFORMED",
            new { about = own, text = "x", documentIds = new[] { handedIn } });
        await thief.Refused($"/certificates/{own}/applications", 422, "MATERIAL_MISSING", new
        {
            service = "certificate.reissue", form = new { reason = "lost" }, delivery = "pickUp",
            materials = new[] { new { kind = "portraitPhoto", documentId = handedIn } },
        });
        await thief.NotRead("/documents/" + handedIn, 404, "NOT_FOUND");

        var elsewhere = await registry.AnOfficer("41");
        var opinions = $"/applications/{id}/opinions";
        await elsewhere.Refused(opinions, 403, "OTHER_AUTHORITY", new { question = "x" });
        await elsewhere.NotRead(opinions, 403, "OTHER_AUTHORITY");
        await registry.Officer.Refused(
            opinions, 400, "MALFORMED", new { question = "x", of = registry.NameOf(elsewhere) });
        var asked = await registry.Officer.Done(opinions, new { question = "x" }, HttpStatusCode.Created);
        var answer = new { agrees = true, text = "x" };
        await registry.Officer.Refused($"{opinions}/{asked["id"]}/answer", 403, "NOT_ALLOWED", answer);
        await owner.Person.Refused($"{opinions}/{asked["id"]}/answer", 403, "NOT_ALLOWED", answer);
        await registry.Second.Done($"{opinions}/{asked["id"]}/answer", answer);
        Assert.DoesNotContain("opinion", (await owner.Person.Get($"/applications/{id}")).ToJsonString(),
            StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A holder who has applied for another copy of the certificate.</summary>
    private async Task<(Holder Owner, string Id)> Applied()
    {
        var owner = await registry.AHolder();
        var service = await owner.Person.Get("/services/certificate.reissue");
        var materials = new JsonArray();
        foreach (var asked in service["materials"]!.AsArray().Where(one => (bool)one!["required"]!))
            materials.Add(new JsonObject
            {
                ["kind"] = (string)asked!["kind"]!,
                ["documentId"] = await ProductionRegistry.Uploaded(
                    owner.Person, (string)asked["kind"]!, ProductionRegistry.Card()),
            });
        var filed = await owner.Person.Done($"/certificates/{owner.CertificateId}/applications", new JsonObject
        {
            ["service"] = "certificate.reissue", ["form"] = new JsonObject { ["reason"] = "lost" },
            ["delivery"] = "pickUp", ["materials"] = materials,
        }.ToJsonString(), HttpStatusCode.Created);
        return (owner, (string)filed["id"]!);
    }

    /// <summary>All at the same instant; the statuses in order.</summary>
    private static async Task<int[]> At(IEnumerable<(Visitor Who, string Step, object Body)> steps, string id)
    {
        var answers = await Task.WhenAll(steps.Select(one =>
            one.Who.Http.Post($"{HttpSteps.Api}/applications/{id}/{one.Step}", one.Body)));
        return [.. answers.Select(answer => (int)answer.StatusCode)];
    }
}
