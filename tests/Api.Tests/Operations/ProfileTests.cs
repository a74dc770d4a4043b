using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: people keep their own data right, and forms are filled in with what is known (002 L188, 000 L217).
/// </summary>
[Collection(Shared.Name)]
public sealed class ProfileTests(RegistryApp app)
{
    private const string Profile = HttpSteps.Api + "/me/profile", Address = "河南省郑州市金水区花园路 1 号",
        Phone = "13800138000";

    [Fact]
    public async Task What_is_given_changes_and_what_is_left_out_stays()
    {
        var holder = await app.NewHolder();
        Assert.Empty((await holder.Get(Profile)).AsObject());
        await Patched(holder, new { phoneOfContact = Phone, address = Address });
        var after = await Patched(holder, new { education = new { level = "associate", major = "rollingStock" } });
        Assert.Equal((Phone, Address, "associate"), ((string)after["phoneOfContact"]!, (string)after["address"]!,
            (string)after["education"]!["level"]!));
        after = await Patched(holder, new { phoneOfContact = "" });
        Assert.Equal((null, Address), ((string?)after["phoneOfContact"], (string)after["address"]!));
        after = await Patched(holder, new { address = "" });
        Assert.Equal(["education"], after.AsObject().Select(one => one.Key));
        Assert.Equal(after.ToJsonString(), (await holder.Get(Profile)).ToJsonString());
    }

    [Fact]
    public async Task A_wrong_value_is_named_and_a_repeat_is_answered_alike()
    {
        var holder = await app.NewHolder();
        using var wrong = await holder.PatchAsJsonAsync(Profile, new { phoneOfContact = "abc" });
        Assert.NotNull((await wrong.Problem(400, "MALFORMED"))["errors"]!["phoneOfContact"]);
        using var strange = await holder.PatchAsJsonAsync(Profile, new { name = "别人" });
        await strange.Problem(400, "UNKNOWN_FIELD");
        await Patched(holder, new { address = Address }, "key-1");
        await Patched(holder, new { address = "另一地址" });
        Assert.Equal(Address, (string)(await Patched(holder, new { address = Address }, "key-1"))["address"]!);
        Assert.Equal("另一地址", (string)(await holder.Get(Profile))["address"]!);
    }

    [Fact]
    public async Task Before_the_identity_is_proven_there_is_nothing_to_change()
    {
        using var answer = await (await app.NewAccount()).PatchAsJsonAsync(Profile, new { address = Address });
        await answer.Problem(403, "REAL_NAME_REQUIRED");
    }

    [Fact]
    public async Task Forms_are_filled_in_for_the_holder_alone_and_a_document_goes_to_the_address_on_record()
    {
        var (holder, certificate) = await app.Holder();
        var services = $"{HttpSteps.Api}/certificates/{certificate}/services";
        await Patched(holder, new { phoneOfContact = Phone, address = Address });
        var prefill = Of(await holder.Get(services), "certificate.renewal")["prefill"]!;
        Assert.Equal((Phone, Address, Address), ((string)prefill["form"]!["phone"]!,
            (string)prefill["form"]!["address"]!, (string)prefill["delivery"]!["address"]!));
        Assert.NotNull(prefill["form"]!["serviceUnit"]);
        Assert.Null(Of(await (await app.As("officer.henan")).Get(services), "certificate.renewal")["prefill"]);

        var filed = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { serviceUnit = "另一单位" },
            materials = await holder.RenewalMaterials(), delivery = "post",
        }, HttpStatusCode.Created);
        Assert.Equal((Address, Phone), ((string)filed["delivery"]!["address"]!, (string)filed["delivery"]!["phone"]!));
        Assert.Equal(["serviceUnitDiffers", "drivingLicenceDuplicateMissing"],
            filed["hints"]!.AsArray().Select(hint => (string)hint!["name"]!));
        Assert.Equal("certificate.change", (string)filed["hints"]![0]!["service"]!);
        var seen = await (await app.As("officer.henan")).Get($"{HttpSteps.Api}/applications/{(string)filed["id"]!}");
        Assert.Equal(2, seen["hints"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_check_says_the_same_hints_and_both_pages_leave_none()
    {
        var (holder, certificate) = await app.Holder();
        object[] materials =
        [
            .. await holder.RenewalMaterials(),
            new { kind = "drivingLicenceDuplicate", documentId = await holder.Uploaded("drivingLicenceDuplicate") },
        ];
        var check = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications/check",
            new { service = "certificate.renewal", form = new { }, materials, delivery = "pickUp" });
        Assert.True((bool)check["possible"]!);
        Assert.Empty(check["hints"]!.AsArray());
        check = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications/check",
            new { service = "certificate.assessment", form = new { serviceUnit = "另一单位" } });
        Assert.Equal("serviceUnitDiffers", (string)Assert.Single(check["hints"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task A_driver_sees_which_fitness_nobody_has_reported()
    {
        var answers = (await (await app.As("driver.5")).Get(HttpSteps.Api + "/rail-licences/eligibility"))["items"]!;
        Assert.Contains("conduct",
            answers.AsArray()[0]!["notReported"]!.AsArray().Select(one => (string)one!["code"]!));
    }

    private static JsonNode Of(JsonNode services, string id) =>
        services["items"]!.AsArray().Single(one => (string)one!["service"]! == id)!;

    private static async Task<JsonNode> Patched(HttpClient client, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Profile) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        await answer.Is(HttpStatusCode.OK);
        return await answer.Json();
    }
}
